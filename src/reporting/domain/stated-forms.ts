import { addressText, type ReportForms } from './cell.js';
import { deriveSummary } from './coverage-summary.js';
import { applyOverrides, type Override } from './override.js';

/** What the report states: the system's values, persons' values in their place, and what follows from these. */
export function statedForms(system: ReportForms, overrides: readonly Pick<Override, 'address' | 'value'>[]): ReportForms {
  const stated = applyOverrides(system, overrides);
  const [before, after] = [system['coverage-summary'], stated['coverage-summary']];
  if (!before || !after) return stated;
  const overridden = new Set(overrides.map(({ address }) => addressText(address)));
  return { ...stated, 'coverage-summary': deriveSummary(before, after, overridden) };
}
