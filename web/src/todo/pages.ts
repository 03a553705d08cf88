import { Bell } from '@element-plus/icons-vue';
import type { Page } from '@/platform/layout/page';

export const TODO_PAGES: readonly Page[] = [
  { path: '/', name: 'todo', title: '我的待办', load: () => import('./todo-page.vue'), menu: { icon: Bell } },
];
