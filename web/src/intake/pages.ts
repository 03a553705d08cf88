import { Upload } from '@element-plus/icons-vue';
import type { Page } from '@/platform/layout/page';

export const INTAKE_PAGES: readonly Page[] = [
  {
    path: '/imports',
    name: 'imports',
    title: '数据导入',
    load: () => import('./imports-page.vue'),
    right: 'data.import',
    menu: { icon: Upload },
  },
  { path: '/imports/new', name: 'new-import', title: '导入表格', load: () => import('./new-import-page.vue'), right: 'data.import' },
  { path: '/imports/:id(\\d+)', name: 'import', title: '导入表格', load: () => import('./import-page.vue'), right: 'data.import' },
];
