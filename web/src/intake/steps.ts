import type { Batch } from './batch-states';

export const STEPS = [
  { step: 'upload', name: '上传' },
  { step: 'header', name: '表头' },
  { step: 'columns', name: '列映射' },
  { step: 'check', name: '校验修正' },
  { step: 'changes', name: '变更预览' },
  { step: 'apply', name: '提交' },
  { step: 'result', name: '结果' },
] as const;

export type Step = (typeof STEPS)[number]['step'];

/** Where somebody who opens a batch should look first. */
export function stepFor({ state, rejection, errorCount }: Pick<Batch, 'state' | 'rejection' | 'errorCount'>): Step {
  if (state === 'applying') return 'apply';
  if (state === 'applied' || state === 'undone' || state === 'cancelled') return 'result';
  if (rejection !== null) return 'header';
  return errorCount > 0 || state !== 'planned' ? 'check' : 'changes';
}

/** A finished batch has nothing left to set; what cannot be read has nothing to show. */
export function mayVisit(step: Step, { state }: Pick<Batch, 'state'>): boolean {
  if (step === 'upload') return false;
  if (state === 'planned') return step !== 'result';
  if (state === 'rejected') return step === 'header' || step === 'columns';
  if (state === 'applied' || state === 'undone') return step === 'result' || step === 'check';
  return step === (state === 'applying' ? 'apply' : state === 'cancelled' ? 'result' : 'check');
}
