import { Injectable } from '@nestjs/common';
import {
  differing,
  regionOfRow,
  type PlannedChange,
  type ReadRow,
  type RowError,
  type SheetReading,
  type SheetKind,
} from '../intake/domain/index.js';
import { PlannedTarget, type ImportContext, type ImportPlan } from '../intake/index.js';
import { isCounty, Problem, type Month } from '../kernel/index.js';
import { Clock } from '../platform/clock/clock.js';
import { enrolmentUnitSheet, isChanged, STATUS_WORDS, unitExtractAlarms, type EnrolmentUnitSheetRow } from './domain/index.js';
import { EnrolmentStore, type KnownRecord, type NewRecord } from './enrolment.store.js';

type SheetRow = ReadRow<EnrolmentUnitSheetRow>;

/** Takes the social-insurance extract by unit (单位参保信息) of a month. */
@Injectable()
export class EnrolmentUnitImport extends PlannedTarget<EnrolmentUnitSheetRow> {
  readonly kind = 'enrolment-unit';
  readonly holdsPersonalData = false;

  constructor(
    private readonly store: EnrolmentStore,
    private readonly clock: Clock,
  ) {
    super();
  }

  async sheetKind(): Promise<SheetKind<EnrolmentUnitSheetRow>> {
    return enrolmentUnitSheet;
  }

  async plan(sheets: readonly SheetReading<EnrolmentUnitSheetRow>[], context: ImportContext): Promise<ImportPlan> {
    const { accepted, errors } = accept(sheets, context);
    const records = accepted.map(({ record }) => record);
    const newestMonth = records.reduce<Month | undefined>(
      (best, { month }) => (best === undefined || month > best ? month : best),
      undefined,
    );
    const everywhere = newestMonth === undefined ? [] : await this.store.newestRecords(context.cityCode, newestMonth);
    const known = everywhere.filter(({ countyCode }) => isWithin(countyCode, context));
    return {
      countyCodes: countiesTouched(records, context),
      ...compare(accepted, known, context),
      errors,
      sources: accepted.map(({ row }) => ({ sheet: row.sheet, row: row.row, hidden: row.hidden, raw: row.raw })),
      apply: (batchId) => this.store.addRecords(context.cityCode, batchId, records, this.clock.now()),
    };
  }

  undo(batchId: number): Promise<void> {
    return this.store.undoRecords(batchId);
  }
}

interface Accepted {
  readonly row: SheetRow;
  readonly record: NewRecord;
}

function accept(
  sheets: readonly SheetReading<EnrolmentUnitSheetRow>[],
  context: ImportContext,
): { accepted: Accepted[]; errors: RowError[] } {
  const accepted = new Map<string, Accepted>();
  const errors: RowError[] = [];
  for (const row of sheets.flatMap((sheet) => sheet.rows)) {
    if (row.value.insurance === null) {
      errors.push(
        rowError(row, '险种类型', 'insurance-missing', '没有写明险种，无法判断是否工伤保险。请补填“工伤保险”或代码 410 后重新上传。'),
      );
      continue;
    }
    const record = toRecord(row, row.value.insurance, context);
    const key = [record.unitNo, record.month, record.insurance].join('\u0000');
    const first = accepted.get(key);
    if (!first) accepted.set(key, { row, record });
    else
      errors.push(
        rowError(
          row,
          '单位编号',
          'unit-repeated',
          `与工作表“${first.row.sheet}”第 ${first.row.row} 行单位编号、月份和险种相同，未计入。请核对后只保留一行。`,
        ),
      );
  }
  return { accepted: [...accepted.values()], errors };
}

function toRecord({ sheet, row, value }: SheetRow, insurance: string, { asOf, regions }: ImportContext): NewRecord {
  const month = asOf ?? value.month;
  if (!month) throw new Problem('invalid', 'as-of-missing', '文件没有写明参保月份，请指定数据所属月份（例如 2022-12）。', { sheet, row });
  const region = regionOfRow(value.countyText, regions);
  return {
    unitNo: value.unitNo,
    month,
    insurance,
    status: value.status,
    insuredCount: value.insuredCount,
    name: value.name,
    creditCode: value.creditCode,
    countyCode: region && isCounty(region) ? region.code : null,
    particulars: { contact: value.contact, phones: value.phones, address: value.address },
    sheet,
    row,
  };
}

/** A row without a county of its own is the whole city's: only who sees all counties may bring it in. */
function countiesTouched(records: readonly NewRecord[], { regions, cityCode }: ImportContext): string[] {
  const all = regions.counties(cityCode).map((county) => county.code);
  return records.some((record) => record.countyCode === null) ? all : [...new Set(records.flatMap(({ countyCode }) => countyCode ?? []))];
}

/** A county's clerk brings in the county's units: others are not missing from that. */
function isWithin(countyCode: string | null, { principal, regions, cityCode }: ImportContext): boolean {
  const codes = countyCode === null ? regions.counties(cityCode).map(({ code }) => code) : [countyCode];
  return codes.every((code) => principal.scope.allows(code));
}

function compare(
  accepted: readonly Accepted[],
  known: readonly KnownRecord[],
  context: ImportContext,
): Pick<ImportPlan, 'counts' | 'alarms' | 'changes'> {
  const records = accepted.map(({ record }) => record);
  const { regions } = context;
  const keyOf = ({ unitNo, insurance }: { unitNo: string; insurance: string }): string => `${unitNo}\u0000${insurance}`;
  const countyName = (code: string | null): string => (code === null ? '' : (regions.get(code)?.name ?? code));
  const before = new Map(known.map((record) => [keyOf(record), record]));
  const listed = new Set(records.map(keyOf));
  const missing = known.filter((record) => record.status === 'active' && !listed.has(keyOf(record)));
  const changes: PlannedChange[] = [];
  const added: NewRecord[] = [];
  for (const record of records) {
    const earlier = before.get(keyOf(record));
    const place = { identity: identityOf(record), sheet: record.sheet, row: record.row };
    if (!earlier) {
      added.push(record);
      changes.push({ type: 'new', ...place, fields: [] });
    } else if (isChanged(earlier, record)) changes.push({ type: 'changed', ...place, fields: recordChanges(earlier, record, countyName) });
  }
  const count = (type: PlannedChange['type']): number => changes.filter((change) => change.type === type).length;
  const [isNew, changed] = [count('new'), count('changed')];
  return {
    counts: { new: isNew, changed, unchanged: records.length - isNew - changed, missing: missing.length },
    alarms: unitExtractAlarms({ records, known, added, missing, month: context.asOf, ...statedBy(accepted, context) }),
    changes: [
      ...changes,
      ...missing.map((record) => ({ type: 'missing' as const, identity: identityOf(record), sheet: null, row: null, fields: [] })),
    ],
  };
}

/** Where and when the rows say that they belong. */
const statedBy = (accepted: readonly Accepted[], { regions }: ImportContext): { elsewhere: number; paidUpTo: Month[] } => ({
  elsewhere: accepted.filter(({ row }) => row.value.countyText !== null && !regionOfRow(row.value.countyText, regions)).length,
  paidUpTo: accepted.flatMap(({ row, record }) => (record.status === 'active' ? (row.value.month ?? []) : [])),
});

const identityOf = ({ unitNo, name }: KnownRecord): string => `${unitNo} ${name}`;

const recordChanges = (before: KnownRecord, after: KnownRecord, countyName: (code: string | null) => string): PlannedChange['fields'] =>
  differing([
    { label: '单位名称', from: before.name, to: after.name },
    { label: '统一社会信用代码', from: before.creditCode ?? '', to: after.creditCode ?? '' },
    { label: '参保区划', from: countyName(before.countyCode), to: countyName(after.countyCode) },
    { label: '参保状态', from: STATUS_WORDS[before.status], to: STATUS_WORDS[after.status] },
    { label: '参保人数', from: String(before.insuredCount), to: String(after.insuredCount) },
  ]);

const rowError = ({ sheet, row }: SheetRow, column: string, code: string, message: string): RowError => ({
  sheet,
  row,
  column,
  code,
  message,
});
