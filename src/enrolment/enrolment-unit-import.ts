import { Injectable } from '@nestjs/common';
import {
  regionOfRow,
  type ReadRow,
  type RowError,
  type SheetReading,
  type SheetKind,
} from '../intake/domain/index.js';
import { PlannedTarget, type ImportContext, type ImportPlan } from '../intake/index.js';
import { Problem, type Month } from '../kernel/index.js';
import { Clock } from '../platform/clock/clock.js';
import { enrolmentUnitSheet, isChanged, type EnrolmentUnitSheetRow } from './domain/index.js';
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
    const known = newestMonth === undefined ? [] : await this.store.newestRecords(context.cityCode, newestMonth);
    return {
      countyCodes: countiesTouched(records, context),
      counts: countChanges(records, known),
      errors,
      sources: accepted.map(({ row }) => ({ sheet: row.sheet, row: row.row, hidden: row.hidden, raw: row.raw })),
      apply: (batchId) => this.store.addRecords(context.cityCode, batchId, records, this.clock.now()),
    };
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
    countyCode: region?.level === 'county' ? region.code : null,
    sheet,
    row,
  };
}

/** A row without a county of its own is the whole city's: only who sees all counties may bring it in. */
function countiesTouched(records: readonly NewRecord[], { regions, cityCode }: ImportContext): string[] {
  const all = regions.counties(cityCode).map((county) => county.code);
  return records.some((record) => record.countyCode === null) ? all : [...new Set(records.flatMap(({ countyCode }) => countyCode ?? []))];
}

function countChanges(records: readonly NewRecord[], known: readonly KnownRecord[]): ImportPlan['counts'] {
  const keyOf = ({ unitNo, insurance }: { unitNo: string; insurance: string }): string => `${unitNo}\u0000${insurance}`;
  const before = new Map(known.map((record) => [keyOf(record), record]));
  const listed = new Set(records.map(keyOf));
  const compared = records.map((record) => ({ record, earlier: before.get(keyOf(record)) }));
  const isNew = compared.filter(({ earlier }) => !earlier).length;
  const changed = compared.filter(({ record, earlier }) => earlier && isChanged(earlier, record)).length;
  return {
    new: isNew,
    changed,
    unchanged: compared.length - isNew - changed,
    missing: known.filter((record) => record.status === 'active' && !listed.has(keyOf(record))).length,
  };
}

const rowError = ({ sheet, row }: SheetRow, column: string, code: string, message: string): RowError => ({
  sheet,
  row,
  column,
  code,
  message,
});
