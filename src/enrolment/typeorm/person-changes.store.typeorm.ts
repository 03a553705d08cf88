import { Injectable } from '@nestjs/common';
import { asLocalDate, asMonth } from '../../kernel/index.js';
import { Database } from '../../platform/database/index.js';
import type { EnrolmentStatus, UnitExtract } from '../domain/index.js';
import type { KnownPersonRecord } from '../enrolment-person.store.js';
import { PersonChangesStore, type ListedChanges, type WantedChanges } from '../person-changes.store.js';
import { EnrolmentPersonEntity, EnrolmentPersonKeyEntity } from './enrolment.entities.js';
import { PERSON_DIFFERS, personSpans } from './person-spans.js';

/** Records that one query goes through: some ten milliseconds. */
const LOOKED_AT_ONCE = 1_000;

const COLUMNS = ['batchId', 'sheet', 'rowNumber', 'unitNo', 'month', 'status', 'startedOn', 'endedOn'] as const;
type RawRecord = Record<(typeof COLUMNS)[number], string | number | null>;
type RawPair = Record<string, string | number | null>;
type Span = { readonly from: number; readonly to: number };

@Injectable()
export class TypeOrmPersonChangesStore extends PersonChangesStore {
  constructor(private readonly database: Database) {
    super();
  }

  async listed(batchId: number, inForce: ReadonlyMap<string, UnitExtract>, wanted: WantedChanges): Promise<ListedChanges> {
    const added: KnownPersonRecord[] = [];
    const changed: { before: KnownPersonRecord; after: KnownPersonRecord }[] = [];
    const isDone = (): boolean => added.length >= wanted.added && changed.length >= wanted.changed;
    for await (const span of personSpans(this.database, batchId, LOOKED_AT_ONCE)) {
      if (isDone()) break;
      const earlier = batchIdsOf(inForce);
      added.push(...(await this.added(batchId, earlier, span)).map((row) => recordOf(row, 'person')));
      const pairs = (await this.changed(batchId, earlier, span)).map((row) => ({
        before: recordOf(row, 'before'),
        after: recordOf(row, 'person'),
      }));
      changed.push(...pairs.filter(({ before }) => isInForce(before, inForce)));
    }
    return { added: added.slice(0, wanted.added), changed: changed.slice(0, wanted.changed) };
  }

  async missing(batchId: number, inForce: ReadonlyMap<string, UnitExtract>, wanted: number): Promise<KnownPersonRecord[]> {
    const found: KnownPersonRecord[] = [];
    for (const earlier of batchIdsOf(inForce)) {
      if (earlier === batchId) continue;
      for await (const span of personSpans(this.database, earlier, LOOKED_AT_ONCE)) {
        if (found.length >= wanted) return found.slice(0, wanted);
        const gone = await this.gone(batchId, earlier, span);
        found.push(...gone.map((row) => recordOf(row, 'before')).filter((record) => isInForce(record, inForce)));
      }
    }
    return found.slice(0, wanted);
  }

  /** A batch's records of a span that stand in none of the earlier batches. */
  private added(batchId: number, earlier: readonly number[], { from, to }: Span): Promise<RawPair[]> {
    return this.database.reader
      .createQueryBuilder(EnrolmentPersonEntity, 'person')
      .select(selectionOf('person'))
      .where('person.id BETWEEN :from AND :to AND +person.batchId = :batchId', { from, to, batchId })
      .andWhere(`NOT EXISTS (${this.sameIn('before', 'person', ':...batches')})`, { batches: earlier.length > 0 ? earlier : [0] })
      .orderBy('person.id')
      .getRawMany();
  }

  /** A batch's records of a span that stand in an earlier batch with other words, beside these. */
  private changed(batchId: number, earlier: readonly number[], { from, to }: Span): Promise<RawPair[]> {
    if (earlier.length === 0) return Promise.resolve([]);
    return this.database.reader
      .createQueryBuilder(EnrolmentPersonEntity, 'person')
      .innerJoin(EnrolmentPersonKeyEntity, 'found', 'found.personKey = person.personKey')
      .innerJoin(EnrolmentPersonEntity, 'before', `before.id = found.personId AND ${samePersonAndUnit('before', 'person')}`)
      .select(selectionOf('person'))
      .addSelect(selectionOf('before'))
      .where('person.id BETWEEN :from AND :to AND +person.batchId = :batchId', { from, to, batchId })
      .andWhere('+before.batchId IN (:...earlier)', { earlier })
      .andWhere(PERSON_DIFFERS)
      .orderBy('person.id')
      .getRawMany();
  }

  /** Active records of a span of an earlier batch that the batch no longer lists. */
  private gone(batchId: number, earlier: number, { from, to }: Span): Promise<RawPair[]> {
    return this.database.reader
      .createQueryBuilder(EnrolmentPersonEntity, 'before')
      .select(selectionOf('before'))
      .where('before.id BETWEEN :from AND :to AND +before.batchId = :earlier', { from, to, earlier })
      .andWhere("before.status = 'active'")
      .andWhere(`NOT EXISTS (${this.sameIn('person', 'before', ':...batches')})`, { batches: [batchId] })
      .orderBy('before.id')
      .getRawMany();
  }

  /** Records under the alias `one`, of the batches, that speak of the same person and unit as the record `other`. */
  private sameIn(one: string, other: string, batches: string): string {
    return this.database.reader
      .createQueryBuilder(EnrolmentPersonKeyEntity, 'found')
      .innerJoin(EnrolmentPersonEntity, one, `${one}.id = found.personId AND ${samePersonAndUnit(one, other)}`)
      .select('found.personId')
      .where(`found.personKey = ${other}.personKey AND +${one}.batchId IN (${batches})`)
      .getQuery();
  }
}

const samePersonAndUnit = (one: string, other: string): string =>
  `${one}.personIndex = ${other}.personIndex AND ${one}.unitNo = ${other}.unitNo`;

const selectionOf = (alias: string): string[] => COLUMNS.map((column) => `${alias}.${column} AS ${alias}_${column}`);

const batchIdsOf = (extracts: ReadonlyMap<string, UnitExtract>): number[] => [
  ...new Set([...extracts.values()].map(({ batchId }) => batchId)),
];

function isInForce({ unitNo, month, source }: KnownPersonRecord, inForce: ReadonlyMap<string, UnitExtract>): boolean {
  const extract = inForce.get(unitNo);
  return extract?.batchId === source.batchId && extract.month === month;
}

function recordOf(row: RawPair, alias: string): KnownPersonRecord {
  const { batchId, sheet, rowNumber, unitNo, month, status, startedOn, endedOn } = Object.fromEntries(
    COLUMNS.map((column) => [column, row[`${alias}_${column}`] ?? null]),
  ) as RawRecord;
  const day = (value: string | number | null): KnownPersonRecord['startedOn'] => (value === null ? null : asLocalDate(String(value)));
  return {
    unitNo: String(unitNo),
    month: asMonth(String(month)),
    status: status as EnrolmentStatus,
    startedOn: day(startedOn),
    endedOn: day(endedOn),
    source: { batchId: Number(batchId), sheet: String(sheet), row: Number(rowNumber) },
  };
}
