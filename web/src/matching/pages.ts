import { Connection } from '@element-plus/icons-vue';
import type { Page } from '@/platform/layout/page';

export const MATCHING_PAGES: readonly Page[] = [
  {
    path: '/review',
    name: 'review',
    title: '匹配审核',
    load: () => import('./review-page.vue'),
    right: 'match.decide',
    menu: { icon: Connection },
  },
  { path: '/review/bulk', name: 'bulk-review', title: '批量确认', load: () => import('./bulk-page.vue'), right: 'match.decide' },
];
