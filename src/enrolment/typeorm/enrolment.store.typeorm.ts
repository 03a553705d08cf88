import { Injectable } from '@nestjs/common';
import { In, IsNull, LessThanOrEqual, MoreThan, Not } from 'typeorm';
import { asMonth, groupBy, type Month } from '../../kernel/index.js';
import { ChangeLog } from '../../platform/changes/index.js';
import { chunks, Database, inLists, insertInChunks } from '../../platform/database/index.js';
import { insuredAsOf, WORK_INJURY_INSURANCE, type EnrolmentRecord } from '../domain/index.js';
import {
  EnrolmentStore,
  type EnrolmentUnit,
  type InsuredUnit,
  type KnownRecord,
  type NewRecord,
  type UnitPage,
  type UnitsOf,
  type UnitParticulars,
  type UnitToMatch,
} from '../enrolment.store.js';
import { UnitTies } from '../unit-ties.js';
import { EnrolmentRecordEntity, EnrolmentUnitEntity } from './enrolment.entities.js';
import { NO_MONTH } from './no-month.js';
import { RecordUndo } from './record-undo.js';
import { PHONES_JOINED_BY, UnitsToMatch } from './units-to-match.js';

/** As the columns are wide. */
const LONGEST_PHONES = 200;
const LONGEST_ADDRESS = 300;

@Injectable()
export class TypeOrmEnrolmentStore extends EnrolmentStore {
  constructor(
    private readonly database: Database,
    private readonly ties: UnitTies,
  ) {
    super();
  }

  async newestRecords(poolingArea: string, upTo: Month): Promise<KnownRecord[]> {
    const units = await this.database.reader.findBy(EnrolmentUnitEntity, { poolingArea });
    const unitNo = new Map(units.map((unit) => [unit.id, unit.unitNo]));
    const records = await this.recordsOf([...unitNo.keys()], upTo);
    const newest = new Map<string, EnrolmentRecordEntity>();
    for (const record of records) {
      const key = `${record.unitId} ${record.insurance}`;
      const best = newest.get(key);
      if (!best || record.month > best.month) newest.set(key, record);
    }
    return [...newest.values()].map((record) => ({ ...toRecord(record), unitNo: unitNo.get(record.unitId) ?? '' }));
  }

  addRecords(poolingArea: string, batchId: number, records: readonly NewRecord[], at: Date): Promise<void> {
    const unitNos = [...new Set(records.map(({ unitNo }) => unitNo))];
    const read = (): Promise<UnitToMatch[]> => new UnitsToMatch(this.database).numbered(poolingArea, unitNos);
    const write = (): Promise<void> => this.writeRecords(poolingArea, batchId, records, at);
    return this.database.reaching([`city ${poolingArea}`], () => new ChangeLog(this.database).noting(poolingArea, 'unit', read, write));
  }

  private async writeRecords(poolingArea: string, batchId: number, records: readonly NewRecord[], at: Date): Promise<void> {
    const idByNo = await this.identify(poolingArea, batchId, records);
    const rows = records.map(({ unitNo, row, particulars, ...record }) => {
      const unitId = idByNo.get(unitNo);
      if (unitId === undefined) throw new Error('A new enrolment unit was not found again.');
      return { ...record, ...columnsOf(particulars), unitId, rowNumber: row, batchId, recordedAt: at, supersededByBatchId: null };
    });
    await this.supersede(rows, batchId);
    await insertInChunks(this.database.writer, EnrolmentRecordEntity, rows);
  }

  undoRecords(batchId: number): Promise<void> {
    return new RecordUndo(this.database, this.ties).run(batchId);
  }

  hasRecords(poolingArea: string, upTo: Month): Promise<boolean> {
    return this.database.reader
      .createQueryBuilder(EnrolmentRecordEntity, 'record')
      .innerJoin(EnrolmentUnitEntity, 'unit', 'unit.id = record.unitId')
      .where('unit.poolingArea = :poolingArea', { poolingArea })
      .andWhere('record.month <= :upTo', { upTo })
      .andWhere('record.insurance = :insurance', { insurance: WORK_INJURY_INSURANCE })
      .getExists();
  }

  unitsAmong(poolingArea: string, first: number, last: number): Promise<UnitToMatch[]> {
    return new UnitsToMatch(this.database).among(poolingArea, first, last);
  }

  unitsToMatch(poolingArea: string, ids: readonly number[]): Promise<UnitToMatch[]> {
    return new UnitsToMatch(this.database).of(poolingArea, ids);
  }

  async lastUnitId(): Promise<number> {
    return (await this.database.reader.maximum(EnrolmentUnitEntity, 'id')) ?? 0;
  }

  async unitPage(poolingArea: string, of: UnitsOf, { afterId, limit }: UnitPage): Promise<EnrolmentUnit[]> {
    const where = {
      poolingArea,
      newestMonth: Not(NO_MONTH),
      id: MoreThan(afterId),
      ...(of === 'everywhere' ? {} : { countyCode: In([...of.countyCodes]) }),
    };
    return (await this.database.reader.find(EnrolmentUnitEntity, { where, order: { id: 'ASC' }, take: limit })).map(toUnit);
  }

  async unitOfRow({ batchId, sheet, row }: InsuredUnit['source']): Promise<number | undefined> {
    return (await this.database.reader.findOneBy(EnrolmentRecordEntity, { batchId, sheet, rowNumber: row }))?.unitId;
  }

  async unitOfArea(poolingArea: string, id: number): Promise<EnrolmentUnit | undefined> {
    const unit = await this.database.reader.findOneBy(EnrolmentUnitEntity, { id, poolingArea });
    return unit ? toUnit(unit) : undefined;
  }

  async unitsById(ids: readonly number[]): Promise<EnrolmentUnit[]> {
    return (await inLists(ids, (piece) => this.database.reader.findBy(EnrolmentUnitEntity, { id: In(piece) }))).map(toUnit);
  }

  async insuredAsOf(unitIds: readonly number[], asOf: Month): Promise<ReadonlyMap<number, InsuredUnit>> {
    const units = new Map((await this.unitsById(unitIds)).map((unit) => [unit.id, unit]));
    const records = await this.newestOf([...units.keys()], asOf);
    const found = new Map<number, InsuredUnit>();
    for (const [unitId, ofUnit] of groupBy(records, ({ unitId: id }) => id)) {
      const unit = units.get(unitId);
      const insured = insuredAsOf(ofUnit.map(toRecord), asOf);
      const row = ofUnit.find(({ month }) => month === insured?.month);
      if (!unit || !insured || !row) continue;
      const source = { batchId: row.batchId, sheet: row.sheet, row: row.rowNumber };
      found.set(unitId, { ...insured, unitId, unitNo: unit.unitNo, name: row.name, source });
    }
    return found;
  }

  private recordsOf(unitIds: readonly number[], upTo: Month): Promise<EnrolmentRecordEntity[]> {
    return inLists(unitIds, (piece) =>
      this.database.reader.findBy(EnrolmentRecordEntity, {
        unitId: In(piece),
        month: LessThanOrEqual(upTo),
        supersededByBatchId: IsNull(),
      }),
    );
  }

  /** The newest 工伤保险 record of each unit: years of months are not read for one of them. */
  private newestOf(unitIds: readonly number[], upTo: Month): Promise<EnrolmentRecordEntity[]> {
    const counts = (alias: string): string =>
      `${alias}.insurance = :insurance AND ${alias}.month <= :upTo AND ${alias}.supersededByBatchId IS NULL`;
    return inLists(unitIds, (piece) => {
      const query = this.database.reader.createQueryBuilder(EnrolmentRecordEntity, 'record');
      const newer = query
        .subQuery()
        .select('1')
        .from(EnrolmentRecordEntity, 'newer')
        .where(`newer.unitId = record.unitId AND newer.month > record.month AND ${counts('newer')}`);
      return query
        .where('record.unitId IN (:...piece)', { piece })
        .andWhere(counts('record'), { insurance: WORK_INJURY_INSURANCE, upTo })
        .andWhere(`NOT EXISTS ${newer.getQuery()}`)
        .getMany();
    });
  }

  /** Ids by unit number: makes units not yet known and brings the names of the others up to date. */
  private async identify(poolingArea: string, batchId: number, records: readonly NewRecord[]): Promise<ReadonlyMap<string, number>> {
    const { writer } = this.database;
    const known = new Map((await writer.findBy(EnrolmentUnitEntity, { poolingArea })).map((unit) => [unit.unitNo, unit]));
    const newest = new Map<string, NewRecord>();
    for (const record of records) {
      const best = newest.get(record.unitNo);
      if (!best || record.month > best.month) newest.set(record.unitNo, record);
    }
    const fresh = [...newest.values()].filter(({ unitNo }) => !known.has(unitNo));
    await insertInChunks(
      writer,
      EnrolmentUnitEntity,
      fresh.map(({ unitNo, name, creditCode, countyCode, month }) => ({
        poolingArea,
        batchId,
        unitNo,
        name,
        creditCode,
        countyCode,
        newestMonth: month,
      })),
    );
    await this.bringUpToDate(
      [...newest.values()].flatMap((record) => {
        const unit = known.get(record.unitNo);
        return unit && unit.newestMonth <= record.month ? [{ unit, record }] : [];
      }),
    );
    const made = fresh.length === 0 ? [] : await writer.findBy(EnrolmentUnitEntity, { poolingArea, batchId });
    return new Map([...known.values(), ...made].map((unit) => [unit.unitNo, unit.id]));
  }

  /** Names, codes and counties of the newest month: row by row where they changed, the month alone for all others at once. */
  private async bringUpToDate(pairs: readonly { readonly unit: EnrolmentUnitEntity; readonly record: NewRecord }[]): Promise<void> {
    const { writer } = this.database;
    for (const { unit, record } of pairs.filter(({ unit, record }) => isRenamed(unit, record))) {
      const { name, creditCode, countyCode } = record;
      await writer.update(EnrolmentUnitEntity, { id: unit.id }, { name, creditCode, countyCode });
    }
    for (const [month, ofMonth] of groupBy(pairs, ({ record }) => record.month)) {
      const ids = ofMonth.map(({ unit }) => unit.id);
      for (const piece of chunks(ids, 500)) await writer.update(EnrolmentUnitEntity, { id: In(piece) }, { newestMonth: month });
    }
  }

  private async supersede(
    rows: readonly { readonly unitId: number; readonly month: string; readonly insurance: string }[],
    batchId: number,
  ): Promise<void> {
    for (const [month, ofMonth] of groupBy(rows, (row) => row.month)) {
      for (const [insurance, same] of groupBy(ofMonth, (row) => row.insurance)) {
        for (const unitIds of chunks(
          same.map((row) => row.unitId),
          500,
        )) {
          await this.database.writer.update(
            EnrolmentRecordEntity,
            { unitId: In(unitIds), month, insurance, supersededByBatchId: IsNull() },
            { supersededByBatchId: batchId },
          );
        }
      }
    }
  }
}

const columnsOf = ({ contact, phones, address }: UnitParticulars): Pick<EnrolmentRecordEntity, 'contact' | 'phones' | 'address'> => ({
  contact,
  phones: phones.length === 0 ? null : phones.join(PHONES_JOINED_BY).slice(0, LONGEST_PHONES),
  address: address?.slice(0, LONGEST_ADDRESS) ?? null,
});

const isRenamed = (unit: EnrolmentUnitEntity, record: NewRecord): boolean =>
  unit.name !== record.name || unit.creditCode !== record.creditCode || unit.countyCode !== record.countyCode;

const toUnit = ({ id, unitNo, name, creditCode, countyCode }: EnrolmentUnitEntity): EnrolmentUnit => ({
  id,
  unitNo,
  name,
  creditCode,
  countyCode,
});

const toRecord = ({ month, insurance, status, insuredCount, name, creditCode, countyCode }: EnrolmentRecordEntity): EnrolmentRecord => ({
  month: asMonth(month),
  insurance,
  status,
  insuredCount,
  name,
  creditCode,
  countyCode,
});
