import { Injectable } from '@nestjs/common';
import type { ReadRow, RowError, SheetKind, SheetTable } from '../intake/domain/index.js';
import { StagedTarget, type ImportContext, type StagedOutcome } from '../intake/index.js';
import { Problem, type Month } from '../kernel/index.js';
import { enrolmentPersonSheet, WORK_INJURY_INSURANCE, type EnrolmentPersonSheetRow, type UnitExtract } from './domain/index.js';
import { EnrolmentPersonStore, type NewPerson } from './enrolment-person.store.js';

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

  constructor(private readonly store: EnrolmentPersonStore) {
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
    const counts = await this.countChanges(batchId, units, context.cityCode);
    // A person's record names no county: it is the whole city's, and only who sees all counties may bring it in.
    return { countyCodes: context.regions.counties(context.cityCode).map(({ code }) => code), counts, errors: [] };
  }

  override indexSome(batchId: number, from: number | null): Promise<number | null> {
    return this.store.indexSome(batchId, from);
  }

  discardSome(batchId: number): Promise<boolean> {
    return this.store.removeSome(batchId);
  }

  /** Against the extracts in force before: by person and unit, so that who changed the unit is new at one and missing at the other. */
  private async countChanges(
    batchId: number,
    units: readonly (UnitExtract & { readonly people: number })[],
    poolingArea: string,
  ): Promise<StagedOutcome['counts']> {
    const before = await this.store.extractsInForce(poolingArea, newestMonth(units));
    const earlier = [...new Set([...before.values()].map((extract) => extract.batchId))].filter((id) => id !== batchId);
    const found = { matched: 0, changed: 0, activeBefore: 0 };
    for await (const matches of this.store.matchEarlier(batchId, earlier)) {
      for (const match of matches) {
        const extract = before.get(match.unitNo);
        if (extract?.batchId !== match.batchId || extract.month !== match.month) continue;
        found.matched += match.matched;
        found.changed += match.changed;
        found.activeBefore += match.activeBefore;
      }
    }
    const people = units.reduce((sum, unit) => sum + unit.people, 0);
    const active = [...before.values()].reduce((sum, extract) => sum + extract.activePeople, 0);
    return {
      new: people - found.matched,
      changed: found.changed,
      unchanged: found.matched - found.changed,
      missing: Math.max(0, active - found.activeBefore),
    };
  }
}

const newestMonth = (units: readonly UnitExtract[]): Month =>
  units.map(({ month }) => month).reduce((newest, month) => (month > newest ? month : newest));

function toPerson({ sheet, row, value }: SheetRow, { asOf }: ImportContext): NewPerson {
  const month = asOf ?? value.month;
  if (!month) throw new Problem('invalid', 'as-of-missing', '文件没有写明参保月份，请指定数据所属月份（例如 2022-12）。', { sheet, row });
  const { idNumber, name, unitNo, status, startedOn, endedOn } = value;
  return { idNumber, name, unitNo, status, startedOn, endedOn, month, sheet, row };
}
