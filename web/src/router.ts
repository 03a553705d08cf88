import { createRouter, createWebHistory, type RouteRecordRaw } from 'vue-router';
import { hasDuties, loadSession, mayDo, type Right, type User } from './access/session';
import { PAGES } from './pages';

declare module 'vue-router' {
  interface RouteMeta {
    title: string;
    right?: Right;
    bare?: true;
  }
}

const APPLICATION = '尘肺病重点行业工伤保险扩面管理系统';

const routes: RouteRecordRaw[] = [
  ...PAGES.map(({ path, name, title, load, right, bare }) => ({ path, name, component: load, meta: { title, right, bare } })),
  { path: '/:rest(.*)*', name: 'nowhere', component: () => import('./platform/layout/nowhere-page.vue'), meta: { title: '没有此页' } },
];

export const router = createRouter({ history: createWebHistory(), routes });

router.beforeEach(async (to) => {
  const user = await loadSession();
  if (!user) return to.name === 'log-in' ? true : { name: 'log-in', query: to.fullPath === '/' ? {} : { to: to.fullPath } };
  const duty = dutyOf(user);
  if (duty !== undefined) return to.name === duty ? true : { name: duty };
  if (to.name === 'log-in') return '/';
  return mayDo(to.meta.right) ? true : { name: 'nowhere', params: { rest: ['403'] } };
});

router.afterEach((to, from) => {
  document.title = `${to.meta.title} - ${APPLICATION}`;
  // Whoever reads by ear is told of the new page by its heading.
  if (to.path !== from.path && from.name !== undefined) setTimeout(() => document.getElementById('main')?.focus(), 50);
});

function dutyOf(user: User): string | undefined {
  if (!hasDuties(user)) return undefined;
  return user.mustChangePassword ? 'change-password' : 'second-factor';
}
