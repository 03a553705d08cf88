import type { Schemas } from '@/platform/api';

export type Batch = Schemas['BatchView'];
type State = Batch['state'];

export const STATES: Readonly<Record<State, { readonly name: string; readonly tone: 'good' | 'warn' | 'bad' | 'busy' | 'quiet' }>> = {
  uploaded: { name: '等待校验', tone: 'busy' },
  checking: { name: '正在校验', tone: 'busy' },
  planned: { name: '待生效', tone: 'warn' },
  applying: { name: '正在生效', tone: 'busy' },
  applied: { name: '已生效', tone: 'good' },
  rejected: { name: '不能导入', tone: 'bad' },
  cancelled: { name: '已放弃', tone: 'quiet' },
  undone: { name: '已撤销', tone: 'quiet' },
};

export const isUnderWay = (state: State): boolean => ['uploaded', 'checking', 'applying'].includes(state);
/** Whether header, columns and cells may still be set right. */
export const isOpen = (state: State): boolean => state === 'planned' || state === 'rejected';
