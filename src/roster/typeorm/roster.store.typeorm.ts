import { Injectable } from '@nestjs/common';
import { In, LessThanOrEqual } from 'typeorm';
import { PersonalDataCipher } from '../../access/index.js';
import { asLocalDate, asMonth, groupBy, withoutIdNumbers, type LocalDate, type Month } from '../../kernel/index.js';
import { Database, inLists, insertInChunks } from '../../platform/database/index.js';
import {
  RosterStore,
  type KnownEntry,
  type NamedUnit,
  type NewEntry,
  type Roster,
  type RosterSource,
  type RosterUnit,
} from '../roster.store.js';
import { RosterPersonEntity, RosterUnitEntity } from './roster.entities.js';

const REMOVED_AT_ONCE = 2_000;

@Injectable()
export class TypeOrmRosterStore extends RosterStore {
  constructor(
    private readonly database: Database,
    private readonly cipher: PersonalDataCipher,
  ) {
    super();
  }

  async add(batchId: number, entries: readonly NewEntry[]): Promise<void> {
    const { writer } = this.database;
    const unitIds = await this.unitIds(
      batchId,
      entries.map(({ unit }) => unit),
    );
    const rows = entries.map(({ idNumber, name, unit, row, ...rest }) => {
      const rosterUnitId = unitIds.get(keyOf(unit));
      if (rosterUnitId === undefined) throw new Error('A new unit of a roster was not found again.');
      const person = this.cipher.seal(JSON.stringify({ name, idNumber }));
      return { ...withoutIdNumbers(rest), batchId, rowNumber: row, rosterUnitId, person, personIndex: this.cipher.shortIndex(idNumber) };
    });
    // They count once their batch is applied.
    await this.database.reaching([], () => insertInChunks(writer, RosterPersonEntity, rows));
  }

  async units(batchId: number): Promise<RosterUnit[]> {
    const units = await this.database.reader.find(RosterUnitEntity, { where: { batchId }, order: { id: 'ASC' } });
    return units.map((unit) => ({ ...unit, month: unit.month === null ? null : asMonth(unit.month) }));
  }

  async newestDay(unitIds: readonly number[], today: LocalDate): Promise<LocalDate | null> {
    const days = await inLists(unitIds, async (piece) => [
      ...(await this.newestOf('joinedOn', piece, today)),
      ...(await this.newestOf('leftOn', piece, today)),
    ]);
    return days.reduce<LocalDate | null>((newest, day) => (newest === null || day > newest ? day : newest), null);
  }

  async rowsOf(unitId: number): Promise<{ sheet: string; row: number }[]> {
    const rows = await this.database.reader.find(RosterPersonEntity, {
      select: { id: true, sheet: true, rowNumber: true },
      where: { rosterUnitId: unitId },
      order: { id: 'ASC' },
    });
    return rows.map(({ sheet, rowNumber }) => ({ sheet, row: rowNumber }));
  }

  async identify(unitId: number, enterpriseId: number, countyCode: string, month: Month): Promise<void> {
    await this.database.writer.update(RosterUnitEntity, { id: unitId }, { enterpriseId, countyCode, month });
  }

  async removeUnit(unitId: number): Promise<void> {
    await this.database.writer.delete(RosterPersonEntity, { rosterUnitId: unitId });
    await this.database.writer.delete(RosterUnitEntity, { id: unitId });
  }

  async removeSome(batchId: number): Promise<boolean> {
    const { writer } = this.database;
    const rows = await writer.find(RosterPersonEntity, {
      select: { id: true },
      where: { batchId },
      order: { id: 'ASC' },
      take: REMOVED_AT_ONCE,
    });
    const last = rows.at(-1)?.id;
    if (last !== undefined) {
      await writer.delete(RosterPersonEntity, { batchId, id: LessThanOrEqual(last) });
      return true;
    }
    return ((await writer.delete(RosterUnitEntity, { batchId })).affected ?? 0) > 0;
  }

  async inForce(enterpriseIds: readonly number[], upTo: Month): Promise<ReadonlyMap<number, Roster>> {
    const newest = new Map<number, Roster>();
    for (const unit of await inLists(enterpriseIds, (piece) => this.applied(piece, upTo))) {
      const best = newest.get(unit.enterpriseId);
      if (!best || unit.month > best.month || (unit.month === best.month && unit.batchId > best.batchId))
        newest.set(unit.enterpriseId, unit);
    }
    return newest;
  }

  async entries(
    rosters: readonly Pick<Roster, 'enterpriseId' | 'batchId' | 'month'>[],
  ): Promise<ReadonlyMap<number, readonly KnownEntry[]>> {
    const wanted = new Map(rosters.map((roster) => [roster.enterpriseId, roster]));
    const units = await inLists([...wanted.keys()], (piece) => this.database.reader.findBy(RosterUnitEntity, { enterpriseId: In(piece) }));
    const enterpriseOf = new Map<number, number>();
    for (const { id, enterpriseId, batchId, month } of units) {
      const roster = enterpriseId === null ? undefined : wanted.get(enterpriseId);
      if (roster?.batchId === batchId && roster.month === month) enterpriseOf.set(id, roster.enterpriseId);
    }
    const people = await inLists([...enterpriseOf.keys()], (piece) =>
      this.database.reader.find(RosterPersonEntity, { select: WITHOUT_PERSON, where: { rosterUnitId: In(piece) }, order: { id: 'ASC' } }),
    );
    const byEnterprise = groupBy(people, ({ rosterUnitId }) => enterpriseOf.get(rosterUnitId) ?? 0);
    return new Map([...byEnterprise].map(([enterpriseId, entries]) => [enterpriseId, entries.map(toEntry)]));
  }

  async person({ batchId, sheet, row }: RosterSource): Promise<{ name: string; idNumber: string } | undefined> {
    const found = await this.database.reader.findOneBy(RosterPersonEntity, { batchId, sheet, rowNumber: row });
    return found ? (JSON.parse(this.cipher.open(found.person)) as { name: string; idNumber: string }) : undefined;
  }

  /** Ids by key: makes the units that the batch has not named yet. */
  private async unitIds(batchId: number, named: readonly NamedUnit[]): Promise<ReadonlyMap<string, number>> {
    const known = new Map((await this.units(batchId)).map((unit) => [keyOf(unit), unit.id]));
    const fresh = new Map(named.map((unit) => [keyOf(unit), unit] as const).filter(([key]) => !known.has(key)));
    if (fresh.size === 0) return known;
    const columns = [...fresh.values()].map((unit) => ({ ...unit, batchId, enterpriseId: null, month: null }));
    await this.database.reaching([], () => insertInChunks(this.database.writer, RosterUnitEntity, columns));
    return new Map((await this.units(batchId)).map((unit) => [keyOf(unit), unit.id]));
  }

  private async newestOf(field: 'joinedOn' | 'leftOn', unitIds: readonly number[], today: LocalDate): Promise<LocalDate[]> {
    const row = await this.database.reader
      .createQueryBuilder(RosterPersonEntity, 'person')
      .select(`MAX(person.${field})`, 'day')
      .where('person.rosterUnitId IN (:...unitIds)', { unitIds })
      .andWhere(`person.${field} <= :today`, { today })
      .getRawOne<{ day: string | null }>();
    return row?.day ? [asLocalDate(row.day)] : [];
  }

  private async applied(enterpriseIds: readonly number[], upTo: Month): Promise<Roster[]> {
    const units = await this.database.reader
      .createQueryBuilder(RosterUnitEntity, 'unit')
      .innerJoin('import_batch', 'batch', "batch.id = unit.batchId AND batch.state = 'applied'")
      .where('unit.enterpriseId IN (:...enterpriseIds)', { enterpriseIds })
      .andWhere('unit.month <= :upTo', { upTo })
      .getMany();
    return units.flatMap(({ enterpriseId, month, batchId }) =>
      enterpriseId === null || month === null ? [] : [{ enterpriseId, month: asMonth(month), batchId }],
    );
  }
}

const WITHOUT_PERSON = {
  id: true,
  batchId: true,
  sheet: true,
  rowNumber: true,
  rosterUnitId: true,
  personIndex: true,
  post: true,
  joinedOn: true,
  leftOn: true,
  contract: true,
  preEmploymentExam: true,
  inServiceExam: true,
  leavingExam: true,
} as const;

const keyOf = ({ sheet, countyCode, nameKey, creditCode }: Omit<NamedUnit, 'name'>): string =>
  [sheet, countyCode ?? '', nameKey, creditCode ?? ''].join('\u0000');

const dayOf = (text: string | null): LocalDate | null => (text === null ? null : asLocalDate(text));

const toEntry = (row: RosterPersonEntity): KnownEntry => ({
  personIndex: row.personIndex,
  post: row.post,
  joinedOn: dayOf(row.joinedOn),
  leftOn: dayOf(row.leftOn),
  contract: row.contract,
  preEmploymentExam: row.preEmploymentExam,
  inServiceExam: row.inServiceExam,
  leavingExam: row.leavingExam,
  source: { batchId: row.batchId, sheet: row.sheet, row: row.rowNumber },
});
