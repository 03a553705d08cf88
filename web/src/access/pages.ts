import type { Page } from '@/platform/layout/page';

export const ACCESS_PAGES: readonly Page[] = [
  { path: '/login', name: 'log-in', title: '登录', load: () => import('./log-in-page.vue'), bare: true },
  { path: '/password', name: 'change-password', title: '修改密码', load: () => import('./change-password-page.vue'), bare: true },
  { path: '/second-factor', name: 'second-factor', title: '启用动态验证码', load: () => import('./second-factor-page.vue'), bare: true },
];
