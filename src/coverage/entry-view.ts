import type { CoverageEntryView } from './coverage.dto.js';
import type { EntryOverview } from './measure-entries.js';

/** An enterprise behind a figure as screens show it. */
export function entryView({ line, coverage, units, named }: EntryOverview): CoverageEntryView {
  const { enterpriseId, countyCode, industryCode, name, remark, handoverMonth, source } = line;
  const { flags, ...figures } = coverage;
  return {
    enterpriseId,
    countyCode,
    industryCode,
    name,
    remark,
    handoverMonth,
    source,
    ...figures,
    flags: [...flags],
    roster: named && { month: named.month, batchId: named.batchId },
    units: units.map(({ unitId: _unit, contested: _contested, ...unit }) => unit),
  };
}
