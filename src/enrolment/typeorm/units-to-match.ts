import { In } from 'typeorm';
import { groupBy } from '../../kernel/index.js';
import { idsBetween, idsIn, inLists, type Database, type IdSelection } from '../../platform/database/index.js';
import { WORK_INJURY_INSURANCE } from '../domain/index.js';
import type { EnrolmentUnit, UnitToMatch } from '../enrolment.store.js';
import { EnrolmentRecordEntity, EnrolmentUnitEntity } from './enrolment.entities.js';
import { NO_MONTH } from './no-month.js';

const UNIT_COLUMNS = ['id', 'unitNo', 'name', 'creditCode', 'countyCode'] as const satisfies readonly (keyof EnrolmentUnit)[];
const SAID_COLUMNS = ['unitId', 'insurance', 'insuredCount', 'contact', 'phones', 'address'] as const;
type SaidRow = Pick<EnrolmentRecordEntity, (typeof SAID_COLUMNS)[number]>;

export const PHONES_JOINED_BY = '、';

/** Reads units for matching as plain rows: making an entity of each takes longer than reading it. */
export class UnitsToMatch {
  constructor(private readonly database: Database) {}

  /** Those with ids from `first` to `last`. */
  among(poolingArea: string, first: number, last: number): Promise<UnitToMatch[]> {
    return this.read(poolingArea, idsBetween(first, last));
  }

  /** Those of the ids, in their order where they ascend. @param poolingArea null for units of any */
  of(poolingArea: string | null, ids: readonly number[]): Promise<UnitToMatch[]> {
    return inLists(ids, (piece) => this.read(poolingArea, idsIn(piece)));
  }

  async numbered(poolingArea: string, unitNos: readonly string[]): Promise<UnitToMatch[]> {
    const units = await inLists(unitNos, (piece) =>
      this.database.reader.find(EnrolmentUnitEntity, { select: { id: true }, where: { poolingArea, unitNo: In(piece) } }),
    );
    return this.of(
      poolingArea,
      units.map(({ id }) => id),
    );
  }

  private async read(poolingArea: string | null, { where, values }: IdSelection): Promise<UnitToMatch[]> {
    const { reader } = this.database;
    const units = await reader
      .createQueryBuilder(EnrolmentUnitEntity, 'unit')
      .select(UNIT_COLUMNS.map((column) => `unit.${column} AS ${column}`))
      .where(`${where('unit.id')} AND unit.newestMonth <> :none`, { ...values, none: NO_MONTH })
      .andWhere(poolingArea === null ? '1 = 1' : 'unit.poolingArea = :poolingArea', { poolingArea })
      .orderBy('unit.id')
      .getRawMany<EnrolmentUnit>();
    const records = await reader
      .createQueryBuilder(EnrolmentRecordEntity, 'record')
      .innerJoin(EnrolmentUnitEntity, 'unit', 'unit.id = record.unitId AND unit.newestMonth = record.month')
      .select(SAID_COLUMNS.map((column) => `record.${column} AS ${column}`))
      .where(`${where('record.unitId')} AND record.supersededByBatchId IS NULL`, values)
      .orderBy('record.id')
      .getRawMany<SaidRow>();
    const recordsOf = groupBy(records, ({ unitId }) => unitId);
    return units.map((unit) => ({ ...unit, ...saidOf(recordsOf.get(unit.id) ?? []) }));
  }
}

/** What the records of a unit's newest month say: 工伤保险 for the people, any insurance for the rest. */
function saidOf(records: readonly SaidRow[]): Omit<UnitToMatch, keyof EnrolmentUnit> {
  const said = <T>(of: (record: SaidRow) => T | null): T | null => records.map(of).find((value) => value !== null) ?? null;
  return {
    contact: said(({ contact }) => contact),
    phones: said(({ phones }) => phones)?.split(PHONES_JOINED_BY) ?? [],
    address: said(({ address }) => address),
    insuredCount: records.find(({ insurance }) => insurance === WORK_INJURY_INSURANCE)?.insuredCount ?? null,
  };
}
