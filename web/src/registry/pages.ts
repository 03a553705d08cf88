import { OfficeBuilding } from '@element-plus/icons-vue';
import type { Page } from '@/platform/layout/page';

export const REGISTRY_PAGES: readonly Page[] = [
  {
    path: '/enterprises',
    name: 'enterprises',
    title: '企业',
    load: () => import('./enterprises-page.vue'),
    right: 'data.read',
    menu: { icon: OfficeBuilding },
  },
  { path: '/enterprises/:id(\\d+)', name: 'enterprise', title: '企业', load: () => import('./enterprise-page.vue'), right: 'data.read' },
];
