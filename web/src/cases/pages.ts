import { FirstAidKit } from '@element-plus/icons-vue';
import type { Page } from '@/platform/layout/page';

export const CASE_PAGES: readonly Page[] = [
  { path: '/cases', name: 'cases', title: '病例', load: () => import('./cases-page.vue'), right: 'data.read', menu: { icon: FirstAidKit } },
];
