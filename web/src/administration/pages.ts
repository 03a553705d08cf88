import { AlarmClock, Calendar, Cpu, Key, SetUp, User } from '@element-plus/icons-vue';
import type { Page } from '@/platform/layout/page';

const GROUP = '系统管理';

export const ADMINISTRATION_PAGES: readonly Page[] = [
  {
    path: '/admin/users',
    name: 'users',
    title: '用户',
    load: () => import('./users-page.vue'),
    right: 'users.manage',
    menu: { icon: User, group: GROUP },
  },
  {
    path: '/admin/second-factor',
    name: 'second-factor-roles',
    title: '动态验证码',
    load: () => import('./second-factor-roles-page.vue'),
    right: 'users.manage',
    menu: { icon: Key, group: GROUP },
  },
  {
    path: '/admin/cycles',
    name: 'cycles',
    title: '报送周期',
    load: () => import('./cycles-page.vue'),
    right: 'cycles.manage',
    menu: { icon: SetUp, group: GROUP },
  },
  {
    path: '/admin/calendar',
    name: 'calendar',
    title: '放假安排',
    load: () => import('./calendar-page.vue'),
    right: 'calendar.manage',
    menu: { icon: Calendar, group: GROUP },
  },
  {
    path: '/admin/reminders',
    name: 'reminders',
    title: '提醒',
    load: () => import('./reminders-page.vue'),
    right: 'reminders.manage',
    menu: { icon: AlarmClock, group: GROUP },
  },
  {
    path: '/admin/jobs',
    name: 'jobs',
    title: '后台任务',
    load: () => import('./jobs-page.vue'),
    right: 'jobs.read',
    menu: { icon: Cpu, group: GROUP },
  },
];
