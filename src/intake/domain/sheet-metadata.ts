import { asMonth, foldText, monthOf, type LocalDate, type Month } from '../../kernel/index.js';
import { cellText, readDate } from './cells/index.js';
import type { SheetRow } from './workbook.js';

/** When a form was filled in: a day, or only its month. */
export interface FilledOn {
  readonly date: LocalDate | null;
  readonly month: Month;
}

/** What stands beside a table: who reports (填报单位) and when (填报时间). */
export interface SheetMetadata {
  readonly reportingUnit: string | null;
  readonly filledOn: FilledOn | null;
  /** Everything that stands above the header, for want of a better clue to the county. */
  readonly title: string;
}

const UNIT = /(?:填报|报送|上报)(?:单位|部门|机构)(?:\([^)]*\))?(?:\s*:\s*|\s+)(.*)/;
const NEXT_LABEL = /\s*(?:(?:填报|填表|报送|上报|制表)(?:时间|日期|人)\s*:?|(?:时间|日期|单位负责人|负责人|联系电话|联系人)\s*:).*$/;
const DATE = /(?:填报|填表|报送|上报|制表)(?:时间|日期)\s*:?\s*(\d{4}\s*[年./-]\s*\d{1,2}(?:\s*[月./-]\s*(?:\d{1,2}\s*日?)?)?|\d{8}|\d{6})/;

/** Reads the rows above the header and the footers below; both labels may share one cell, or stand in cells of their own. */
export function readMetadata(above: readonly SheetRow[], footers: readonly SheetRow[]): SheetMetadata {
  const titles = above.map(lineOf);
  const lines = [...titles, ...footers.map(lineOf)];
  return { reportingUnit: firstOf(lines, unitIn), filledOn: firstOf(lines, filledOnIn), title: titles.join(' ') };
}

const lineOf = (row: SheetRow): string => foldText(row.cells.map(cellText).join(' '));

function firstOf<V>(lines: readonly string[], read: (line: string) => V | null): V | null {
  for (const line of lines) {
    const value = read(line);
    if (value !== null) return value;
  }
  return null;
}

function unitIn(line: string): string | null {
  const rest = UNIT.exec(line)?.[1];
  const unit = rest?.replace(NEXT_LABEL, '').trim();
  return unit ? unit : null;
}

function filledOnIn(line: string): FilledOn | null {
  const text = DATE.exec(line)?.[1];
  const value = text === undefined ? null : readDate(text).value;
  if (!value?.date || value.precision === 'year') return null;
  return value.precision === 'day'
    ? { date: value.date, month: monthOf(value.date) }
    : { date: null, month: asMonth(value.date.slice(0, 7)) };
}
