import { Injectable } from '@nestjs/common';
import {
  countyOfSheet,
  type Alarm,
  type Answer,
  type DateValue,
  type PlannedChange,
  type ReadRow,
  type RowError,
  type SheetReading,
  type SheetKind,
} from '../intake/domain/index.js';
import { PlannedTarget, type ImportContext, type ImportPlan } from '../intake/index.js';
import { groupBy, Problem } from '../kernel/index.js';
import { Clock } from '../platform/clock/clock.js';
import { CaseStore, type NewCase } from './case.store.js';
import { caseAlarms, caseChanges, caseSheet, isChangedCase, maskedCase, type CaseSheetRow, type DiseaseCase } from './domain/index.js';

type SheetRow = ReadRow<CaseSheetRow>;

interface CountyPlan {
  readonly countyCode: string;
  readonly cases: readonly NewCase[];
  readonly rows: readonly SheetRow[];
  readonly errors: readonly RowError[];
}

interface Compared {
  readonly changes: readonly PlannedChange[];
  readonly alarms: readonly Alarm[];
}

/** Takes 附件3: the occupational-disease cases of a county. */
@Injectable()
export class CaseImport extends PlannedTarget<CaseSheetRow> {
  readonly kind = 'cases';
  readonly holdsPersonalData = true;

  constructor(
    private readonly store: CaseStore,
    private readonly clock: Clock,
  ) {
    super();
  }

  async sheetKind(): Promise<SheetKind<CaseSheetRow>> {
    return caseSheet;
  }

  async plan(sheets: readonly SheetReading<CaseSheetRow>[], context: ImportContext): Promise<ImportPlan> {
    const byCounty = groupBy(sheets, (sheet) => countyCodeOf(sheet, context));
    const counties = [...byCounty].map(([countyCode, ofCounty]) =>
      this.planCounty(
        countyCode,
        ofCounty.flatMap((sheet) => sheet.rows),
      ),
    );
    const compared = await Promise.all(counties.map((county) => this.compare(county)));
    const changes = compared.flatMap((county) => county.changes);
    const count = (type: PlannedChange['type']): number => changes.filter((change) => change.type === type).length;
    const cases = counties.reduce((sum, county) => sum + county.cases.length, 0);
    const [isNew, changed] = [count('new'), count('changed')];
    return {
      countyCodes: counties.map((county) => county.countyCode),
      counts: { new: isNew, changed, unchanged: cases - isNew - changed, missing: count('missing') },
      alarms: compared.flatMap((county) => county.alarms),
      changes,
      errors: counties.flatMap((county) => county.errors),
      sources: counties.flatMap((county) => county.rows.map(({ sheet, row, hidden, raw }) => ({ sheet, row, hidden, raw }))),
      apply: async (batchId) => {
        for (const { countyCode, cases } of counties) await this.store.add(countyCode, batchId, cases, this.clock.now());
      },
    };
  }

  undo(batchId: number): Promise<void> {
    return this.store.undo(batchId);
  }

  private planCounty(countyCode: string, rows: readonly SheetRow[]): CountyPlan {
    const first = new Map<string, { row: SheetRow; newCase: NewCase }>();
    const errors: RowError[] = [];
    for (const row of rows) {
      const newCase = {
        personIndex: this.store.personIndex(row.value.idNumber),
        case: toCase(countyCode, row.value),
        sheet: row.sheet,
        row: row.row,
      };
      const key = keyOf(newCase.personIndex, newCase.case.diseaseName);
      const earlier = first.get(key);
      if (earlier) errors.push(repeatedCase(row, earlier.row));
      else first.set(key, { row, newCase });
    }
    const kept = [...first.values()];
    return { countyCode, cases: kept.map(({ newCase }) => newCase), rows: kept.map(({ row }) => row), errors };
  }

  private async compare({ countyCode, cases }: CountyPlan): Promise<Compared> {
    const known = await this.store.known(countyCode);
    const before = new Map(known.map(({ personIndex, diseaseName, current }) => [keyOf(personIndex, diseaseName), current]));
    const listed = new Set(cases.map((newCase) => keyOf(newCase.personIndex, newCase.case.diseaseName)));
    const changes = cases.flatMap((newCase): PlannedChange[] => {
      const earlier = before.get(keyOf(newCase.personIndex, newCase.case.diseaseName));
      const place = { identity: maskedCase(newCase.case), sheet: newCase.sheet, row: newCase.row };
      if (!earlier) return [{ type: 'new', ...place, fields: [] }];
      return isChangedCase(earlier, newCase.case) ? [{ type: 'changed', ...place, fields: caseChanges(earlier, newCase.case) }] : [];
    });
    const missing = known.filter(({ personIndex, diseaseName }) => !listed.has(keyOf(personIndex, diseaseName)));
    const gone = missing.map(({ current }): PlannedChange => {
      return { type: 'missing', identity: maskedCase(current), sheet: null, row: null, fields: [] };
    });
    const alarms = caseAlarms({
      listed: cases.map((newCase) => newCase.case),
      changed: changes.filter(({ type }) => type === 'changed').length,
      missing: missing.map(({ current }) => current),
      known: known.map(({ current }) => current),
    });
    return { changes: [...changes, ...gone], alarms };
  }
}

const keyOf = (personIndex: string, diseaseName: string): string => `${personIndex} ${diseaseName}`;

function countyCodeOf(sheet: SheetReading<CaseSheetRow>, { regions, county }: ImportContext): string {
  const found = countyOfSheet(sheet, regions, county);
  if (found.ok) return found.value.county.code;
  throw new Problem('invalid', found.error.code, found.error.message, { sheet: sheet.sheet });
}

function toCase(countyCode: string, value: CaseSheetRow): DiseaseCase {
  const { diagnosedOn } = value;
  if (diagnosedOn.date === null || diagnosedOn.precision === null) throw new Error('A case without a date of diagnosis was let through.');
  return {
    countyCode,
    name: value.name,
    sex: value.sex ?? '',
    idNumber: value.idNumber,
    employerName: value.employerName ?? '',
    diseaseText: value.disease.raw,
    diseaseName: value.disease.name ?? value.disease.raw,
    stage: value.disease.stage,
    diagnosedOn: diagnosedOn.date,
    diagnosedPrecision: diagnosedOn.precision,
    diagnosedText: statedDate(diagnosedOn),
    recognisedText: statedDate(value.recognisedOn),
    assessedText: statedDate(value.assessedOn),
    insured: answerText(value.insured),
    receivesBenefits: answerText(value.receivesBenefits),
    remark: value.remark ?? '',
  };
}

const SHOWN = { day: 10, month: 7, year: 4 } as const;

/** As precise as it is known; a step that is still to come keeps its words. */
function statedDate({ date, precision, pending, raw }: DateValue): string {
  if (date !== null && precision !== null) return date.slice(0, SHOWN[precision]);
  return pending ? raw.slice(0, 60) : '';
}

const ANSWERS: Readonly<Record<Answer, string>> = { yes: '是', no: '否', pending: '办理中' };
const answerText = (answer: Answer | null): string => (answer === null ? '' : ANSWERS[answer]);

const repeatedCase = (row: SheetRow, first: SheetRow): RowError => ({
  sheet: row.sheet,
  row: row.row,
  column: '身份证号码',
  code: 'case-repeated',
  message: `与工作表“${first.sheet}”第 ${first.row} 行是同一人的同一病种，未计入。请只保留一行，晋期、复查请写在备注。`,
});
