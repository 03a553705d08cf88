import { findHeader, headerAt, withSetFields, type HeaderSearch } from './header.js';
import type { SheetColumn } from './header-fields.js';
import { SampleCollector } from './samples.js';
import type { SheetKind } from './sheet-kind.js';
import type { ReadSettings, SampledColumn, SheetSettings, SkippedSheet } from './sheet-reading.js';
import type { SheetInfo, SheetRow } from './workbook.js';

/** A header stands among the first rows of a sheet. */
export const SEARCHED_ROWS = 50;

/** Why a sheet is not read, with what comes closest to a header. */
export function skippedSheet(info: SheetInfo, opening: readonly SheetRow[], search: HeaderSearch & { found: false }): SkippedSheet {
  const sheet = { sheet: info.name, hidden: info.hidden };
  if (opening.length === 0) return { ...sheet, reason: '是空的' };
  const lacking = search.missing.map((label) => `“${label}”`).join('、');
  const reason = `没有找到表头，缺少${lacking}列`;
  const last = opening.length < SEARCHED_ROWS ? { lastRow: opening.at(-1)?.number ?? 0 } : {};
  const { closest } = search;
  if (!closest) return { ...sheet, ...last, reason };
  const samples = new SampleCollector();
  for (const row of opening) if (row.number > closest.lastRow) samples.add(row);
  return { ...sheet, ...last, reason, headerTop: closest.firstRow, columns: sampled(closest.columns, samples) };
}

export const sampled = (columns: readonly SheetColumn[], samples: SampleCollector): SampledColumn[] =>
  columns.map((column) => ({ ...column, samples: samples.of(column.index) }));

/** The header that was set or is found, with the fields that were set for its columns. A required field may also come from a correction. */
export function headerOf<T>(
  opening: readonly SheetRow[],
  { merges }: SheetInfo,
  kind: SheetKind<T>,
  { headerRow, fields = {} }: SheetSettings,
  { corrections, remembered }: ReadSettings,
): HeaderSearch {
  const given = new Set([...Object.values(fields), ...corrections.columnFields]);
  const wanted = kind.fields.map((field) => (given.has(field.field) ? { ...field, required: false } : field));
  if (headerRow === undefined) return withSetFields(findHeader(opening, merges, wanted, remembered), fields);
  const below = opening.filter((row) => row.number >= headerRow);
  return withSetFields(headerAt(below, merges, wanted, remembered), fields);
}
