import type { LocalDate } from '../../kernel/index.js';

/** 回执编号: due day, county, report and version: unique, and readable over the telephone. */
export const receiptNumber = (
  report: { readonly id: number; readonly countyCode: string; readonly dueOn: LocalDate },
  version: number,
): string => `HZ${report.dueOn.replaceAll('-', '')}-${report.countyCode}-${report.id}-${String(version).padStart(2, '0')}`;
