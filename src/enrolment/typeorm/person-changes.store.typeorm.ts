import { Injectable } from '@nestjs/common';
import { asLocalDate, asMonth } from '../../kernel/index.js';
import { Database } from '../../platform/database/index.js';
import type { EnrolmentStatus, UnitExtract } from '../domain/index.js';
import type { KnownPersonRecord } from '../enrolment-person.store.js';
import { PersonChangesStore, type ListedChanges, type WantedChanges } from '../person-changes.store.js';
import { EnrolmentPersonEntity } from './enrolment.entities.js';
import { PERSON_DIFFERS, personSpans } from './person-spans.js';

/** Records that one query goes through: some ten milliseconds. */
const LOOKED_AT_ONCE = 1_000;

const COLUMNS = ['batchId', 'sheet', 'rowNumber', 'unitNo', 'month', 'status', 'startedOn', 'endedOn'] as const;
type RawRecord = Record<(typeof COLUMNS)[number], string | number | null>;
type RawPair = Record<string, string | number | null>;
type Span = { readonly from: number; readonly to: number };

const SAME_PERSON_AND_UNIT =
  'before.personKey = person.personKey AND before.personIndex = person.personIndex AND before.unitNo = person.unitNo';

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
      for (const pair of await this.different(batchId, batchIdsOf(inForce), span)) {
        const after = recordOf(pair, 'person');
        const before = pair['before_batchId'] === null ? undefined : recordOf(pair, 'before');
        if (!before) added.push(after);
        else if (isInForce(before, inForce)) changed.push({ before, after });
      }
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

  /** A batch's records of a span that stand in none of the earlier batches, or there with other words. */
  private different(batchId: number, earlier: readonly number[], { from, to }: Span): Promise<RawPair[]> {
    const query = this.database.reader
      .createQueryBuilder(EnrolmentPersonEntity, 'person')
      .leftJoin(EnrolmentPersonEntity, 'before', `${SAME_PERSON_AND_UNIT} AND +before.batchId IN (:...earlier)`, {
        earlier: earlier.length > 0 ? earlier : [0],
      })
      .select(selectionOf('person'))
      .addSelect(selectionOf('before'))
      .where('person.id BETWEEN :from AND :to AND +person.batchId = :batchId', { from, to, batchId })
      .andWhere(`(before.id IS NULL OR ${PERSON_DIFFERS})`)
      .orderBy('person.id');
    return query.getRawMany();
  }

  private gone(batchId: number, earlier: number, { from, to }: Span): Promise<RawPair[]> {
    const listed = this.database.reader
      .createQueryBuilder(EnrolmentPersonEntity, 'person')
      .select('person.id')
      .where(`${SAME_PERSON_AND_UNIT} AND +person.batchId = :batchId`);
    return this.database.reader
      .createQueryBuilder(EnrolmentPersonEntity, 'before')
      .select(selectionOf('before'))
      .where('before.id BETWEEN :from AND :to AND +before.batchId = :earlier', { from, to, earlier })
      .andWhere("before.status = 'active'")
      .andWhere(`NOT EXISTS (${listed.getQuery()})`, { batchId })
      .orderBy('before.id')
      .getRawMany();
  }
}

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
