import type { EnterpriseCoverage } from './enterprise-coverage.js';

/** Which of the enterprises behind a figure somebody wants to see. */
export const SHOWN_LINES = ['counted', 'uncovered', 'short', 'open', 'out'] as const;
export type ShownLines = (typeof SHOWN_LINES)[number];
export const LINE_ORDERS = ['listed', 'gap'] as const;
export type LineOrder = (typeof LINE_ORDERS)[number];

type Figures = Pick<EnterpriseCoverage, 'inScope' | 'headcount' | 'insured' | 'insuredMin' | 'insuredMax'>;

/** `uncovered`: nobody is insured; `short`: fewer than there are, those included; `open`: undecided candidates could change it; `out`: does not count. */
export function isShown({ inScope, headcount, insured, insuredMin, insuredMax }: Figures, shown: ShownLines): boolean {
  if (shown === 'out' || !inScope) return shown === 'out' && !inScope;
  if (shown === 'uncovered') return insured === 0 && headcount > 0;
  if (shown === 'short') return insured < headcount;
  return shown === 'counted' || insuredMin !== insuredMax;
}

/** People who are not insured: enrolling the enterprise with the most closes a gap fastest. Equal ones stay as they are listed. */
export function byGap<L extends { readonly coverage: Figures }>(lines: readonly L[]): L[] {
  const missing = ({ coverage }: L): number => coverage.headcount - coverage.insured;
  return lines.toSorted((a, b) => missing(b) - missing(a));
}
