import { Postcard } from '@element-plus/icons-vue';
import type { Page } from '@/platform/layout/page';

export const ENROLMENT_PAGES: readonly Page[] = [
  {
    path: '/units',
    name: 'units',
    title: '参保单位',
    load: () => import('./units-page.vue'),
    right: 'data.read',
    menu: { icon: Postcard },
  },
];
