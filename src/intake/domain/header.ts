import { cellText } from './cells/index.js';
import { headerKey, mapColumns, type ColumnHeader } from './column-mapping.js';
import { isEmpty } from './merges.js';
import type { FieldSpec } from './sheet-kind.js';
import type { MergedRange, SheetRow } from './workbook.js';

/** A column of the table: its header as typed (made unique) and the field it was read as. */
export interface SheetColumn {
  /** 0-based. */
  readonly index: number;
  readonly header: string;
  readonly field: string | null;
}

/** The header of a table, one or two rows high. */
export interface TableHeader {
  readonly firstRow: number;
  readonly lastRow: number;
  readonly columns: readonly SheetColumn[];
  /** The words of all its cells as they are compared: a later row made of nothing else is the header repeated. */
  readonly words: ReadonlySet<string>;
}

export type HeaderSearch =
  { readonly found: true; readonly header: TableHeader } | { readonly found: false; readonly missing: readonly string[] };

/** Finds the first row, alone or with the one below, that names every required field; else says what the best row lacks. */
export function findHeader(rows: readonly SheetRow[], merges: readonly MergedRange[], fields: readonly FieldSpec[]): HeaderSearch {
  const required = fields.filter((field) => field.required);
  let missing = required.map((field) => field.label);
  for (const [i, row] of rows.entries()) {
    const candidate = bestCandidate(row, rows[i + 1], merges, fields);
    const named = new Set(candidate.fields.values());
    const lacking = required.filter((field) => !named.has(field.field)).map((field) => field.label);
    if (lacking.length === 0) return { found: true, header: tableHeader(candidate) };
    if (lacking.length < missing.length) missing = lacking;
  }
  return { found: false, missing };
}

interface Candidate {
  readonly rows: readonly SheetRow[];
  readonly headers: readonly ColumnHeader[];
  readonly fields: ReadonlyMap<number, string>;
}

function bestCandidate(row: SheetRow, next: SheetRow | undefined, merges: readonly MergedRange[], fields: readonly FieldSpec[]): Candidate {
  const single = candidate([row], singleLevel(row), fields);
  if (!next || !maySitAbove(row, next, single, merges)) return single;
  const double = candidate([row, next], twoLevel(row, next, merges), fields);
  const named = [...single.fields.keys()];
  const belongs = double.fields.size > single.fields.size || named.every((column) => isTall(row.number, column, merges));
  return belongs ? double : single;
}

const candidate = (rows: readonly SheetRow[], headers: readonly ColumnHeader[], fields: readonly FieldSpec[]): Candidate => ({
  rows,
  headers,
  fields: mapColumns(headers, fields),
});

const textAt = (row: SheetRow, column: number): string =>
  cellText(row.cells[column] ?? null)
    .replace(/\s+/g, ' ')
    .trim();

const singleLevel = (row: SheetRow): ColumnHeader[] =>
  row.cells.flatMap((cell, index) => (isEmpty(cell) ? [] : [{ index, group: '', text: textAt(row, index) }]));

/** A first record is not a second level: below a column that is already named, a second level is blank or merged. */
function maySitAbove(row: SheetRow, next: SheetRow, single: Candidate, merges: readonly MergedRange[]): boolean {
  if (next.number !== row.number + 1) return false;
  const named = [...single.fields.keys()];
  const tall = named.some((column) =>
    merges.some((range) => range.top === row.number && range.left === column && range.bottom === next.number),
  );
  return (named.length >= 2 || tall) && named.every((column) => isEmpty(next.cells[column]) || isWide(row.number, column, merges));
}

const isTall = (row: number, column: number, merges: readonly MergedRange[]): boolean =>
  merges.some((range) => range.top === row && range.left === column && range.bottom === row + 1);

const isWide = (row: number, column: number, merges: readonly MergedRange[]): boolean =>
  merges.some((range) => range.top === row && range.left === column && range.right > column);

/** Joins two header rows: a group's words reach over its merged range or, where a file has no merges, over the blanks that follow. */
function twoLevel(row: SheetRow, next: SheetRow, merges: readonly MergedRange[]): ColumnHeader[] {
  const headers: ColumnHeader[] = [];
  let group = '';
  for (let index = 0; index < Math.max(row.cells.length, next.cells.length); index++) {
    const top = textAt(row, index);
    const bottom = textAt(next, index);
    if (top !== '') group = top;
    else if (bottom === '' || outsideMerge(row.number, index, merges)) group = '';
    if (bottom !== '') headers.push({ index, group, text: bottom });
    else if (top !== '') headers.push({ index, group: '', text: top });
  }
  return headers;
}

const outsideMerge = (row: number, column: number, merges: readonly MergedRange[]): boolean =>
  merges.length > 0 && !merges.some((range) => range.top === row && range.left < column && column <= range.right);

function tableHeader(chosen: Candidate): TableHeader {
  const first = chosen.rows[0]?.number ?? 0;
  const names = uniqueNames(chosen.headers);
  return {
    firstRow: first,
    lastRow: chosen.rows.at(-1)?.number ?? first,
    columns: chosen.headers.map(({ index }, i) => ({ index, header: names[i] ?? '', field: chosen.fields.get(index) ?? null })),
    words: new Set(chosen.rows.flatMap((row) => row.cells.map((cell) => headerKey(cellText(cell)))).filter((word) => word !== '')),
  };
}

/** Headers as typed; those that occur twice get their group before them, or else their position behind. */
function uniqueNames(headers: readonly ColumnHeader[]): string[] {
  const count = (name: string): number => headers.filter((header) => header.text === name).length;
  const seen = new Set<string>();
  return headers.map(({ index, group, text }) => {
    const wanted = count(text) > 1 && group !== '' ? `${group}/${text}` : text;
    const name = seen.has(wanted) ? `${wanted}（第${index + 1}列）` : wanted;
    seen.add(name);
    return name;
  });
}
