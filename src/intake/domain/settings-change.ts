import { Problem } from '../../kernel/index.js';
import type { BatchSheets } from './batch.js';
import type { ColumnFields } from './header-fields.js';
import type { SheetSettings } from './sheet-reading.js';
import type { FieldSpec } from './sheet-kind.js';

/** What a person changes in the settings of a sheet: what is not named stays, `headerRow: null` looks for the header again. */
export interface SheetSettingsChange {
  readonly leftOut?: boolean;
  readonly headerRow?: number | null;
  readonly fields?: ColumnFields;
}

export type SettingsChange = Readonly<Record<string, SheetSettingsChange>>;

type Sheets = Readonly<Record<string, SheetSettings>>;

/** As Excel has them. */
const MOST_COLUMNS = 16_384;
/** A header further down is none: rows above it are kept in memory. */
const LAST_HEADER_ROW = 1_000;
const MOST_SHEETS = 200;

/** The settings with the change. Throws a `Problem` for what does not fit the workbook or the kind; before a workbook was read any sheet goes. */
export function changeSettings(sheets: BatchSheets, change: SettingsChange, fields: readonly FieldSpec[]): Sheets {
  const changed = Object.entries(change);
  if (changed.length === 0) throw invalid('settings-empty', '没有要更改的设置，请写明工作表及其表头行或列。');
  if (changed.length > MOST_SHEETS) throw invalid('settings-too-many', `一次最多设置 ${MOST_SHEETS} 个工作表，请分批设置。`);
  const entries = changed.map(([name, own]) => {
    refuseUnfit(name, own, sheets, fields);
    return [name, merged(sheets.settings[name] ?? {}, own, headerTopOf(name, sheets))] as const;
  });
  return { ...sheets.settings, ...Object.fromEntries(entries) };
}

/** Newer fields over older ones: a field that moves to another column leaves the one where it was. */
export function mergeFields(older: ColumnFields, newer: ColumnFields): ColumnFields {
  const moved = new Set(Object.values(newer).filter((field) => field !== null));
  const kept = Object.entries(older).filter(([, field]) => field === null || !moved.has(field));
  return { ...Object.fromEntries(kept), ...newer };
}

function merged(before: SheetSettings, change: SheetSettingsChange, headerTop: number | undefined): SheetSettings {
  const leftOut = change.leftOut ?? before.leftOut;
  // A field is set for the header that was seen: without it, another row could become the header.
  const pinned = change.fields === undefined ? undefined : headerTop;
  const headerRow = change.headerRow === undefined ? (before.headerRow ?? pinned) : (change.headerRow ?? undefined);
  const fields = change.fields === undefined ? before.fields : mergeFields(before.fields ?? {}, change.fields);
  return {
    ...(leftOut === undefined ? {} : { leftOut }),
    ...(headerRow === undefined ? {} : { headerRow }),
    ...(fields === undefined ? {} : { fields }),
  };
}

function refuseUnfit(
  name: string,
  { headerRow, fields = {} }: SheetSettingsChange,
  sheets: BatchSheets,
  specs: readonly FieldSpec[],
): void {
  const found = [...sheets.tables, ...sheets.skipped].find((sheet) => sheet.sheet === name);
  if (!found && sheets.tables.length + sheets.skipped.length > 0)
    throw invalid('sheet-unknown', `文件中没有工作表“${name}”，请核对工作表名称。`);
  if (headerRow !== undefined && headerRow !== null) refuseHeaderRow(name, headerRow, found?.lastRow);
  refuseFields(name, fields, specs);
}

function refuseHeaderRow(name: string, row: number, lastRow = LAST_HEADER_ROW): void {
  const last = Math.min(lastRow, LAST_HEADER_ROW);
  if (Number.isInteger(row) && row >= 1 && row <= last) return;
  throw invalid('header-row-beyond', `工作表“${name}”的表头行应在第 1 至 ${last} 行之间，请重新填写。`);
}

function refuseFields(name: string, fields: ColumnFields, specs: readonly FieldSpec[]): void {
  const known = new Map(specs.map(({ field, label }) => [field, label]));
  const seen = new Set<string>();
  for (const [column, field] of Object.entries(fields)) {
    if (!/^\d{1,5}$/.test(column) || Number(column) >= MOST_COLUMNS)
      throw invalid('column-unknown', `工作表“${name}”没有所填的列，列号从 0 开始。请核对后重试。`);
    if (field === null) continue;
    const label = known.get(field);
    if (label === undefined)
      throw invalid('field-unknown', `工作表“${name}”中设置了不存在的项目。可用的项目：${[...known.keys()].join('、')}。请重新选择。`);
    if (seen.has(field)) throw invalid('field-twice', `工作表“${name}”有两列都设为“${label}”，请只保留一列。`);
    seen.add(field);
  }
}

function headerTopOf(name: string, { tables, skipped }: BatchSheets): number | undefined {
  return [...tables, ...skipped].find((sheet) => sheet.sheet === name)?.headerTop;
}

/** Reads a change from what a program sends. Throws a `Problem` where it has another shape. */
export function readSettingsChange(input: unknown): SettingsChange {
  if (!isRecord(input)) throw malformed();
  return Object.fromEntries(Object.entries(input).map(([name, own]) => [name, readSheetChange(own)]));
}

function readSheetChange(input: unknown): SheetSettingsChange {
  if (!isRecord(input)) throw malformed();
  const { leftOut, headerRow, fields, ...others } = input;
  if (Object.keys(others).length > 0) throw malformed();
  if (leftOut !== undefined && typeof leftOut !== 'boolean') throw malformed();
  if (headerRow !== undefined && headerRow !== null && typeof headerRow !== 'number') throw malformed();
  return {
    ...(leftOut === undefined ? {} : { leftOut }),
    ...(headerRow === undefined ? {} : { headerRow }),
    ...(fields === undefined ? {} : { fields: readFields(fields) }),
  };
}

function readFields(input: unknown): ColumnFields {
  if (!isRecord(input)) throw malformed();
  return Object.fromEntries(
    Object.entries(input).map(([column, field]) => {
      if (field !== null && typeof field !== 'string') throw malformed();
      return [column, field];
    }),
  );
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);

const invalid = (code: string, message: string): Problem => new Problem('invalid', code, message);

const malformed = (): Problem =>
  invalid(
    'settings-malformed',
    '设置的格式不正确，应为 {"工作表名": {"leftOut": 是否不读, "headerRow": 行号, "fields": {"列号": "项目"或 null}}}。请修改后重试。',
  );
