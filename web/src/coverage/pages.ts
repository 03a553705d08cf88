import { DataLine } from '@element-plus/icons-vue';
import type { Page } from '@/platform/layout/page';

export const COVERAGE_PAGES: readonly Page[] = [
  {
    path: '/coverage',
    name: 'coverage',
    title: '覆盖率看板',
    load: () => import('./dashboard-page.vue'),
    right: 'data.read',
    menu: { icon: DataLine },
  },
  { path: '/coverage/rows', name: 'coverage-rows', title: '覆盖率明细', load: () => import('./rows-page.vue'), right: 'data.read' },
];
