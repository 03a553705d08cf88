import { cellText } from './cells/index.js';
import { headerKey, mapColumns, type ColumnHeader, type MappedField } from './column-mapping.js';
import { foundField, headerFingerprint, withFields, type ColumnFields, type RememberedFields, type SheetColumn } from './header-fields.js';
import { isEmpty } from './merges.js';
import type { FieldSpec } from './sheet-kind.js';
import type { MergedRange, SheetRow } from './workbook.js';

/** The header of a table, one or two rows high. */
export interface TableHeader {
  readonly firstRow: number;
  readonly lastRow: number;
  readonly columns: readonly SheetColumn[];
  /** The words of all its cells as they are compared: a later row made of nothing else is the header repeated. */
  readonly words: ReadonlySet<string>;
  /** Equal for headers of the same words in the same columns. */
  readonly fingerprint: string;
}

/** `closest`: the row that names the most of what is required; undefined where no row names any. */
export type HeaderSearch =
  | { readonly found: true; readonly header: TableHeader }
  | { readonly found: false; readonly missing: readonly string[]; readonly closest?: TableHeader };

/** Finds the first row, alone or with the one below, that names every required field; else says what the best row lacks. */
export function findHeader(
  rows: readonly SheetRow[],
  merges: readonly MergedRange[],
  fields: readonly FieldSpec[],
  remembered: RememberedFields = new Map(),
): HeaderSearch {
  let best: HeaderSearch = { found: false, missing: requiredLabels(fields) };
  for (const [i, row] of rows.entries()) {
    const header = remember(tableHeader(bestCandidate(row, rows[i + 1], merges, fields)), remembered);
    const missing = lackingIn(header, fields);
    if (missing.length === 0) return { found: true, header };
    if (missing.length < best.missing.length) best = { found: false, missing, closest: header };
  }
  return best;
}

/** The header that begins on the first of the rows because a person says so. */
export function headerAt(
  [row, next]: readonly SheetRow[],
  merges: readonly MergedRange[],
  fields: readonly FieldSpec[],
  remembered: RememberedFields = new Map(),
): HeaderSearch {
  if (!row) return { found: false, missing: requiredLabels(fields) };
  const header = remember(tableHeader(bestCandidate(row, next, merges, fields)), remembered);
  const missing = lackingIn(header, fields);
  return missing.length === 0 ? { found: true, header } : { found: false, missing, closest: header };
}

/** A search's header with the fields that a person has set for it. */
export function withSetFields(search: HeaderSearch, fields: ColumnFields): HeaderSearch {
  const over = (header: TableHeader): TableHeader => ({ ...header, columns: withFields(header.columns, fields, 'person') });
  if (search.found) return { found: true, header: over(search.header) };
  return search.closest ? { ...search, closest: over(search.closest) } : search;
}

function remember(header: TableHeader, remembered: RememberedFields): TableHeader {
  const fields = remembered.get(header.fingerprint);
  return fields ? { ...header, columns: withFields(header.columns, fields, 'remembered') } : header;
}

const requiredLabels = (fields: readonly FieldSpec[]): string[] => fields.filter((field) => field.required).map((field) => field.label);

function lackingIn({ columns }: TableHeader, fields: readonly FieldSpec[]): string[] {
  const named = new Set(columns.map((column) => column.field));
  return requiredLabels(fields.filter((field) => !named.has(field.field)));
}

interface Candidate {
  readonly rows: readonly SheetRow[];
  readonly headers: readonly ColumnHeader[];
  readonly fields: ReadonlyMap<number, MappedField>;
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
    columns: chosen.headers.map(({ index }, i) => ({ index, header: names[i] ?? '', ...foundField(chosen.fields.get(index)) })),
    fingerprint: headerFingerprint(chosen.headers),
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
