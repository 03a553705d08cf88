import { List } from '@element-plus/icons-vue';
import type { Page } from '@/platform/layout/page';

export const UNINSURED_PAGES: readonly Page[] = [
  {
    path: '/uninsured',
    name: 'uninsured',
    title: '未参保清单',
    load: () => import('./uninsured-page.vue'),
    right: 'data.read',
    menu: { icon: List },
  },
];
