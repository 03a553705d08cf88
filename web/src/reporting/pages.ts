import { Document, Finished } from '@element-plus/icons-vue';
import type { Page } from '@/platform/layout/page';

const GROUP = '报送';

export const REPORTING_PAGES: readonly Page[] = [
  {
    path: '/reports',
    name: 'reports',
    title: '报表填报',
    load: () => import('./reports-page.vue'),
    right: 'report.read',
    menu: { icon: Document, group: GROUP },
  },
  { path: '/reports/:id(\\d+)', name: 'report', title: '报表', load: () => import('./report-page.vue'), right: 'report.read' },
  {
    path: '/reports/:id(\\d+)/receipts/:number(\\d+)',
    name: 'receipt',
    title: '提交回执',
    load: () => import('./receipt-page.vue'),
    right: 'report.read',
  },
  {
    path: '/report-review',
    name: 'report-review',
    title: '报表审核',
    load: () => import('./report-review-page.vue'),
    right: 'report.review',
    menu: { icon: Finished, group: GROUP },
  },
];
