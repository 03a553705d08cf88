import { Injectable } from '@nestjs/common';
import type { ChangeCounts, PlannedChange, ReadRow, RowError, SheetKind, SheetTable } from '../intake/domain/index.js';
import { StagedTarget, type ImportContext, type StagedOutcome } from '../intake/index.js';
import { Problem, type Month } from '../kernel/index.js';
import {
  enrolmentPersonSheet,
  personExtractAlarms,
  WORK_INJURY_INSURANCE,
  type EnrolmentPersonSheetRow,
  type UnitExtract,
} from './domain/index.js';
import { EnrolmentPersonStore, type NewPerson, type UnitSummary } from './enrolment-person.store.js';
import { SamplePersonChanges } from './sample-person-changes.js';

type SheetRow = ReadRow<EnrolmentPersonSheetRow>;

/**
 * Takes the social-insurance extract by person (人员参保信息) of a month. Rows of other insurances than 工伤保险 are read and not kept: nothing here
 * needs to know of them (PIPL 6, as little as the purpose needs). A person who stands at two units has two records; one who stands twice at the
 * same unit counts once.
 */
@Injectable()
export class EnrolmentPersonImport extends StagedTarget<EnrolmentPersonSheetRow> {
  readonly kind = 'enrolment-person';
  readonly holdsPersonalData = true;

  constructor(
    private readonly store: EnrolmentPersonStore,
    private readonly samples: SamplePersonChanges,
  ) {
    super();
  }

  async sheetKind(): Promise<SheetKind<EnrolmentPersonSheetRow>> {
    return enrolmentPersonSheet;
  }

  async stage(batchId: number, rows: readonly SheetRow[], context: ImportContext): Promise<readonly RowError[]> {
    const counting = rows.filter(({ value }) => value.insurance === WORK_INJURY_INSURANCE);
    await this.store.add(
      batchId,
      counting.map((row) => toPerson(row, context)),
    );
    return [];
  }

  async compare(batchId: number, _tables: readonly SheetTable[], context: ImportContext): Promise<StagedOutcome> {
    const units = await this.store.summarise(batchId, context.cityCode);
    if (units.length === 0)
      throw new Problem('invalid', 'no-work-injury-rows', '文件中没有工伤保险的参保记录。请核对导出时所选的险种（工伤保险，代码 410）。');
    const before = await this.store.extractsInForce(context.cityCode, newestMonth(units));
    const met = await this.meet(batchId, before);
    // A person's record names no county: it is the whole city's, and only who sees all counties may bring it in.
    const countyCodes = context.regions.counties(context.cityCode).map(({ code }) => code);
    return { countyCodes, ...compareExtracts(units, before, met), errors: [] };
  }

  async sampleChanges(batchId: number, counts: ChangeCounts, { cityCode }: ImportContext, limit: number): Promise<PlannedChange[]> {
    const units = await this.store.staged(batchId);
    return this.samples.run(batchId, await this.store.extractsInForce(cityCode, newestMonth(units)), counts, limit);
  }

  override indexSome(batchId: number, from: number | null): Promise<number | null> {
    return this.store.indexSome(batchId, from);
  }

  discardSome(batchId: number): Promise<boolean> {
    return this.store.removeSome(batchId);
  }

  /** Meets the extracts in force by person and unit, so that who changed the unit is new at one and missing at the other. */
  private async meet(batchId: number, before: ReadonlyMap<string, UnitExtract>): Promise<Met> {
    const earlier = [...new Set([...before.values()].map((extract) => extract.batchId))].filter((id) => id !== batchId);
    const met = { matched: 0, changed: 0, activeBefore: 0 };
    for await (const matches of this.store.matchEarlier(batchId, earlier)) {
      for (const match of matches) {
        const extract = before.get(match.unitNo);
        if (extract?.batchId !== match.batchId || extract.month !== match.month) continue;
        met.matched += match.matched;
        met.changed += match.changed;
        met.activeBefore += match.activeBefore;
      }
    }
    return met;
  }
}

/** Records of a batch that meet one in force, those of them that say something else, and those met that were active. */
type Met = Readonly<Record<'matched' | 'changed' | 'activeBefore', number>>;

function compareExtracts(
  units: readonly UnitSummary[],
  before: ReadonlyMap<string, UnitExtract>,
  { matched, changed, activeBefore }: Met,
): Pick<StagedOutcome, 'counts' | 'alarms'> {
  const sum = (field: 'people' | 'activePeople' | 'begunLater'): number => units.reduce((total, unit) => total + unit[field], 0);
  const known = [...before.values()].filter(({ activePeople }) => activePeople > 0);
  const active = known.reduce((total, extract) => total + extract.activePeople, 0);
  const listed = new Set(units.map(({ unitNo }) => unitNo));
  const [people, missing] = [sum('people'), Math.max(0, active - activeBefore)];
  return {
    counts: { new: people - matched, changed, unchanged: matched - changed, missing },
    alarms: personExtractAlarms({
      people,
      activePeople: sum('activePeople'),
      activeBefore: active,
      missingPeople: missing,
      unitsBefore: known.length,
      missingUnits: known.filter(({ unitNo }) => !listed.has(unitNo)).length,
      newUnits: [...listed].filter((unitNo) => !before.has(unitNo)).length,
      begunLater: sum('begunLater'),
    }),
  };
}

const newestMonth = (units: readonly Pick<UnitExtract, 'month'>[]): Month =>
  units.map(({ month }) => month).reduce((newest, month) => (month > newest ? month : newest));

function toPerson({ sheet, row, value }: SheetRow, { asOf }: ImportContext): NewPerson {
  const month = asOf ?? value.month;
  if (!month) throw new Problem('invalid', 'as-of-missing', '文件没有写明参保月份，请指定数据所属月份（例如 2022-12）。', { sheet, row });
  const { idNumber, name, unitNo, status, startedOn, endedOn } = value;
  return { idNumber, name, unitNo, status, startedOn, endedOn, month, sheet, row };
}
