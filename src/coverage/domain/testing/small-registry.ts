import type { ScopeState } from '../../../registry/domain/index.js';
import { measureEnterprise, type EnterpriseFacts, type LinkedUnit } from '../enterprise-coverage.js';
import type { LineHead, MeasuredEnterprise } from '../region-coverage.js';

/** In scope with so many workers. */
export const workers = (headcount: number): ScopeState => ({ inScope: true, headcount, flags: [] });

let units = 0;

/** A unit linked without doubt, with so many active insured people in December 2020. */
export function unit(insuredCount: number, changes: Partial<LinkedUnit> = {}): LinkedUnit {
  const unitId = changes.unitId ?? ++units;
  const unitNo = String(10_000 + unitId);
  return {
    unitId,
    unitNo,
    unitName: `单位${unitNo}`,
    status: 'auto',
    insuredCount,
    month: '2020-12',
    stale: false,
    contested: false,
    ...changes,
  };
}

/** What is known of an enterprise of ten workers without any unit, and what a scenario changes in it. */
export const facts = (changes: Partial<EnterpriseFacts> = {}): EnterpriseFacts => ({
  scope: workers(10),
  insuredElsewhere: false,
  provenElsewhere: null,
  noLongerListed: false,
  units: [],
  named: null,
  ...changes,
});

/** An enterprise of so many workers with its units, measured. */
export function measured(headcount: number, ...linked: LinkedUnit[]): MeasuredEnterprise {
  return { coverage: measureEnterprise(facts({ scope: workers(headcount), units: linked })), units: linked };
}

/** A county with data and the target of 2020. */
export const county = (changes: Partial<LineHead> = {}): LineHead => ({
  code: '990101',
  name: '东山县',
  hasData: true,
  target: { percent: 80, clause: '二（二）' },
  ...changes,
});
