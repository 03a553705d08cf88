import { In } from 'typeorm';
import { groupBy } from '../../kernel/index.js';
import { ChangeLog } from '../../platform/changes/index.js';
import { chunks, inLists, type Database } from '../../platform/database/index.js';
import type { UnitToMatch } from '../enrolment.store.js';
import type { UnitTies } from '../unit-ties.js';
import { EnrolmentRecordEntity, EnrolmentUnitEntity } from './enrolment.entities.js';
import { NO_MONTH } from './no-month.js';
import { UnitsToMatch } from './units-to-match.js';

/** Takes the records of a batch back. */
export class RecordUndo {
  constructor(
    private readonly database: Database,
    private readonly ties: UnitTies,
  ) {}

  async run(batchId: number): Promise<void> {
    const { writer } = this.database;
    const taken = await writer.findBy(EnrolmentRecordEntity, { batchId });
    const unitIds = [...new Set(taken.map(({ unitId }) => unitId))];
    const read = (): Promise<UnitToMatch[]> => new UnitsToMatch(this.database).of(null, unitIds);
    // All units of a batch are of one pooling area.
    const unit = await writer.findOneBy(EnrolmentUnitEntity, { id: In(unitIds.slice(0, 1)) });
    if (!unit) return;
    const takeBack = (): Promise<void> => this.takeBack(batchId, taken, unitIds);
    const log = new ChangeLog(this.database);
    await this.database.reaching([`city ${unit.poolingArea}`], () => log.noting(unit.poolingArea, 'unit', read, takeBack));
  }

  private async takeBack(batchId: number, taken: readonly EnrolmentRecordEntity[], unitIds: readonly number[]): Promise<void> {
    const { writer } = this.database;
    await this.bringBack(batchId, taken);
    await writer.delete(EnrolmentRecordEntity, { batchId });
    const kept = await inLists(unitIds, (ids) => writer.find(EnrolmentRecordEntity, { where: { unitId: In(ids) }, order: { id: 'ASC' } }));
    const recordsOf = groupBy(kept, ({ unitId }) => unitId);
    await this.restoreUnits(
      unitIds.filter((id) => recordsOf.has(id)),
      recordsOf,
    );
    await this.removeUndecided(unitIds.filter((id) => !recordsOf.has(id)));
  }

  /** What the batch had superseded is in force again or, where a later batch has superseded that of the batch, superseded by this one. */
  private async bringBack(batchId: number, taken: readonly EnrolmentRecordEntity[]): Promise<void> {
    for (const same of groupBy(taken, ({ month, insurance, supersededByBatchId }) =>
      JSON.stringify([month, insurance, supersededByBatchId]),
    ).values()) {
      const [first] = same;
      if (!first) continue;
      const { month, insurance, supersededByBatchId } = first;
      for (const piece of chunks(same, 500)) {
        await this.database.writer.update(
          EnrolmentRecordEntity,
          { unitId: In(piece.map(({ unitId }) => unitId)), month, insurance, supersededByBatchId: batchId },
          { supersededByBatchId },
        );
      }
    }
  }

  private async restoreUnits(unitIds: readonly number[], recordsOf: ReadonlyMap<number, EnrolmentRecordEntity[]>): Promise<void> {
    const { writer } = this.database;
    const units = await inLists(unitIds, (ids) => writer.findBy(EnrolmentUnitEntity, { id: In(ids) }));
    for (const unit of units) {
      const records = recordsOf.get(unit.id) ?? [];
      const [first] = records;
      const newest = newestOf(records);
      if (!first || !newest) continue;
      const { name, creditCode, countyCode, month: newestMonth } = newest;
      const values = { name, creditCode, countyCode, newestMonth, batchId: first.batchId };
      if (!isSame(unit, values)) await writer.update(EnrolmentUnitEntity, { id: unit.id }, values);
    }
  }

  /** Units that no record names any more go, unless somebody has decided about them. */
  private async removeUndecided(unitIds: readonly number[]): Promise<void> {
    const { writer } = this.database;
    const decided = await this.ties.tiedAmong(unitIds);
    const gone = unitIds.filter((id) => !decided.has(id));
    await this.ties.release(gone);
    for (const piece of chunks(gone, 500)) await writer.delete(EnrolmentUnitEntity, { id: In(piece) });
    for (const piece of chunks([...decided], 500)) await writer.update(EnrolmentUnitEntity, { id: In(piece) }, { newestMonth: NO_MONTH });
  }
}

/**
 * The record that gave the unit its name: of the newest month the batch applied last, and of this its first row. Rows of one batch stand
 * together, for a batch is written at once.
 */
export function newestOf<R extends Pick<EnrolmentRecordEntity, 'id' | 'month' | 'batchId'>>(records: readonly R[]): R | undefined {
  const month = records.reduce((best, record) => (record.month > best ? record.month : best), NO_MONTH);
  const ofMonth = records.filter((record) => record.month === month);
  const last = ofMonth.reduce<R | undefined>((best, record) => (!best || record.id > best.id ? record : best), undefined);
  return ofMonth
    .filter(({ batchId }) => batchId === last?.batchId)
    .reduce<R | undefined>((best, record) => (!best || record.id < best.id ? record : best), undefined);
}

type UnitColumns = Pick<EnrolmentUnitEntity, 'name' | 'creditCode' | 'countyCode' | 'newestMonth' | 'batchId'>;

const isSame = (unit: EnrolmentUnitEntity, values: UnitColumns): boolean =>
  unit.name === values.name &&
  unit.creditCode === values.creditCode &&
  unit.countyCode === values.countyCode &&
  unit.newestMonth === values.newestMonth &&
  unit.batchId === values.batchId;
