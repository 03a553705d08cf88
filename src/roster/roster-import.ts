import { Injectable } from '@nestjs/common';
import { Scope } from '../access/index.js';
import {
  countyOfSheet,
  NO_CHANGES,
  regionOfRow,
  shareOut,
  type ChangeCounts,
  type ChangeType,
  type PlannedChange,
  type ReadRow,
  type RowError,
  type SheetKind,
  type SheetTable,
} from '../intake/domain/index.js';
import { StagedTarget, type ImportContext, type StagedOutcome } from '../intake/index.js';
import { asMonth, groupBy, isCounty, Problem, type Month } from '../kernel/index.js';
import { nameKey } from '../matching/domain/index.js';
import { Clock } from '../platform/clock/clock.js';
import { identifyRows, RegistryStore } from '../registry/index.js';
import { compareRosters, rosterAlarms, rosterChanges, rosterSheet, undatedMonth, type RosterSheetRow } from './domain/index.js';
import { RosterStore, type KnownEntry, type NewEntry, type RosterUnit } from './roster.store.js';
import { toldChange, typeOf } from './told-change.js';

type SheetRow = ReadRow<RosterSheetRow>;

/** A unit with the enterprise that the registry knows it as. */
interface IdentifiedUnit {
  readonly unit: RosterUnit;
  readonly enterpriseId: number;
}

const END_OF_TIME = asMonth('9999-12');

/**
 * Takes named rosters (职工花名册, 实名制). Whose people they are the registry says: a unit is the enterprise of its county with the same USCC, name or
 * alias; a unit that the registry does not list is an error on each of its rows, never a guess. The month is that of the caller, else the
 * sheet's 填报时间, else what `undatedMonth` says.
 */
@Injectable()
export class RosterImport extends StagedTarget<RosterSheetRow> {
  readonly kind = 'roster';
  readonly holdsPersonalData = true;

  constructor(
    private readonly store: RosterStore,
    private readonly registry: RegistryStore,
    private readonly clock: Clock,
  ) {
    super();
  }

  async sheetKind(): Promise<SheetKind<RosterSheetRow>> {
    return rosterSheet;
  }

  async stage(batchId: number, rows: readonly SheetRow[], context: ImportContext): Promise<readonly RowError[]> {
    await this.store.add(
      batchId,
      rows.map((row) => toEntry(row, context)),
    );
    return [];
  }

  async compare(batchId: number, tables: readonly SheetTable[], context: ImportContext): Promise<StagedOutcome> {
    const sheets = new Map(tables.map((table) => [table.sheet, table]));
    const units = await this.store.units(batchId);
    const byCounty = groupBy(units, (unit) => unit.countyCode ?? countyCodeOf(sheets.get(unit.sheet), context));
    const errors: RowError[] = [];
    const counts = { ...NO_CHANGES };
    const known = { before: 0, added: 0, missing: 0 };
    for (const [countyCode, ofCounty] of byCounty) {
      const { identified, unknown } = await this.identify(countyCode, ofCounty);
      for (const unit of unknown) errors.push(...(await this.leaveOut(unit, countyCode, context)));
      for (const [sheet, ofSheet] of groupBy(identified, ({ unit }) => unit.sheet)) {
        const month = await this.monthOf(sheets.get(sheet), countyCode, ofSheet, context);
        for (const { unit, enterpriseId } of ofSheet) await this.store.identify(unit.id, enterpriseId, countyCode, month);
        for await (const { before, after } of this.pairs(batchId, month, enterprisesOf(ofSheet))) {
          const found = compareRosters(before, after);
          add(counts, found);
          if (before.length > 0) addKnown(known, before.length, found);
        }
      }
    }
    return { countyCodes: [...byCounty.keys()], counts, alarms: rosterAlarms(known), errors };
  }

  async sampleChanges(batchId: number, counts: ChangeCounts, _context: ImportContext, limit: number): Promise<PlannedChange[]> {
    const left: Record<ChangeType, number> = { ...shareOut(counts, limit) };
    const changes: PlannedChange[] = [];
    for (const { enterpriseId, month, name } of await this.staged(batchId)) {
      if (Object.values(left).every((count) => count === 0)) break;
      for await (const { before, after } of this.pairs(batchId, month, [enterpriseId])) {
        for (const change of rosterChanges(before, after)) {
          const type = typeOf(change);
          if (left[type] === 0) continue;
          left[type]--;
          changes.push(await toldChange(change, name, this.store));
        }
      }
    }
    return changes;
  }

  discardSome(batchId: number): Promise<boolean> {
    return this.store.removeSome(batchId);
  }

  private async identify(
    countyCode: string,
    units: readonly RosterUnit[],
  ): Promise<{ identified: IdentifiedUnit[]; unknown: RosterUnit[] }> {
    const known = await this.registry.known(countyCode);
    const listed = known.filter(({ line }) => line !== null);
    const rows = units.map((unit) => ({ unit, nameKey: unit.nameKey, formerNameKeys: [], creditCode: unit.creditCode }));
    const { rows: found, repeated } = identifyRows(rows, listed);
    const enterpriseOf = new Map(found.map(({ row, enterpriseId }) => [row, enterpriseId]));
    for (const { row, first } of repeated) enterpriseOf.set(row, enterpriseOf.get(first) ?? null);
    const identified: IdentifiedUnit[] = [];
    const unknown: RosterUnit[] = [];
    for (const [{ unit }, enterpriseId] of enterpriseOf) {
      if (enterpriseId === null) unknown.push(unit);
      else identified.push({ unit, enterpriseId });
    }
    return { identified, unknown };
  }

  private async leaveOut(unit: RosterUnit, countyCode: string, { regions }: ImportContext): Promise<RowError[]> {
    const rows = await this.store.rowsOf(unit.id);
    await this.store.removeUnit(unit.id);
    const county = regions.get(countyCode)?.name ?? countyCode;
    return rows.map(({ sheet, row }) => ({
      sheet,
      row,
      column: '用人单位',
      code: 'enterprise-unknown',
      message: `${county}的企业底数（附件2）中没有这个单位，本行未计入。请核对单位全称或统一社会信用代码，或先导入列有该单位的附件2，再重新校验。`,
    }));
  }

  private async monthOf(
    table: SheetTable | undefined,
    countyCode: string,
    units: readonly IdentifiedUnit[],
    { asOf, regions }: ImportContext,
  ): Promise<Month> {
    const stated = asOf ?? table?.filledOn?.month;
    if (stated) return stated;
    const newestDay = await this.store.newestDay(
      units.map(({ unit }) => unit.id),
      this.clock.today(),
    );
    const lines = await this.registry.linesInForce(Scope.below(countyCode, regions).narrow(countyCode), END_OF_TIME);
    const handovers = lines.map(({ handoverMonth }) => handoverMonth).sort();
    const month = undatedMonth(newestDay, handovers.at(-1));
    if (month) return month;
    throw new Problem('invalid', 'as-of-missing', `工作表“${table?.sheet ?? ''}”没有写明填报时间，请指定数据所属月份（例如 2022-12）。`);
  }

  /** The enterprises of a compared batch, each once: several sheets may speak of one. */
  private async staged(batchId: number): Promise<{ enterpriseId: number; month: Month; name: string }[]> {
    const units = new Map<number, { enterpriseId: number; month: Month; name: string }>();
    for (const { enterpriseId, month, name } of await this.store.units(batchId))
      if (enterpriseId !== null && month !== null && !units.has(enterpriseId)) units.set(enterpriseId, { enterpriseId, month, name });
    return [...units.values()];
  }

  /** Each enterprise's roster in force and the new one, one after the other, so that a city's need no more memory than the largest of them. */
  private async *pairs(batchId: number, month: Month, enterpriseIds: readonly number[]): AsyncGenerator<RosterPair> {
    const inForce = await this.store.inForce(enterpriseIds, month);
    for (const enterpriseId of enterpriseIds) {
      const earlier = inForce.get(enterpriseId);
      const before = earlier ? ((await this.store.entries([earlier])).get(enterpriseId) ?? []) : [];
      const after = (await this.store.entries([{ enterpriseId, batchId, month }])).get(enterpriseId) ?? [];
      yield { before, after };
    }
  }
}

interface RosterPair {
  readonly before: readonly KnownEntry[];
  readonly after: readonly KnownEntry[];
}

const enterprisesOf = (units: readonly IdentifiedUnit[]): number[] => [...new Set(units.map(({ enterpriseId }) => enterpriseId))];

function addKnown(sum: { before: number; added: number; missing: number }, before: number, found: ChangeCounts): void {
  sum.before += before;
  sum.added += found.new;
  sum.missing += found.missing;
}

type Counts = { -readonly [K in keyof ChangeCounts]: ChangeCounts[K] };

function add(sum: Counts, more: ChangeCounts): void {
  sum.new += more.new;
  sum.changed += more.changed;
  sum.unchanged += more.unchanged;
  sum.missing += more.missing;
}

function toEntry({ sheet, row, value }: SheetRow, { regions }: ImportContext): NewEntry {
  const { unitName, creditCode, countyText, ...entry } = value;
  const own = regionOfRow(countyText, regions);
  const countyCode = own && isCounty(own) ? own.code : null;
  const name = unitName.slice(0, 200);
  return { ...entry, unit: { sheet, countyCode, name, nameKey: nameKey(name).slice(0, 191), creditCode }, sheet, row };
}

function countyCodeOf(table: SheetTable | undefined, { regions, county }: ImportContext): string {
  if (!table) throw new Error('Rows were staged of a sheet that has no table.');
  const found = countyOfSheet(table, regions, county);
  if (found.ok) return found.value.county.code;
  throw new Problem('invalid', found.error.code, found.error.message, { sheet: table.sheet });
}
