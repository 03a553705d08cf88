import { setImmediate as nextTurn } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { In, LessThanOrEqual, type SelectQueryBuilder } from 'typeorm';
import { PersonalDataCipher } from '../../access/index.js';
import { asLocalDate, asMonth, groupBy, monthOf, type LocalDate, type Month } from '../../kernel/index.js';
import { chunks, Database, inLists, insertInChunks } from '../../platform/database/index.js';
import { newestExtracts, type EnrolmentStatus, type UnitExtract } from '../domain/index.js';
import {
  EnrolmentPersonStore,
  type EarlierMatch,
  type KnownPersonRecord,
  type NewPerson,
  type PersonSource,
  type UnitSummary,
} from '../enrolment-person.store.js';
import {
  EnrolmentPersonBlockEntity,
  EnrolmentPersonEntity,
  EnrolmentPersonKeyEntity,
  EnrolmentPersonUnitEntity,
} from './enrolment.entities.js';
import { PERSON_DIFFERS, personEnds, personSpans } from './person-spans.js';

const ROWS_PER_BLOCK = 100;
/** Some two milliseconds, after which others have their turn. */
const HASHED_AT_ONCE = 500;
/** Records that one query goes through: the more, the fewer lines it answers for each of them, and the longer each answer holds up this thread. */
const COUNTED_AT_ONCE = 50_000;
const COMPARED_AT_ONCE = 10_000;
const REMOVED_AT_ONCE = 2_000;
/** In their own order, so many keys touch most pages of their table once: a tenth of a second, in which other writers wait. */
const KEYS_AT_ONCE = 100_000;

/** The first 32 bits of a person index: what people are found by, for a million random texts would load far more slowly. */
const personKey = (index: string): number => Buffer.from(index.slice(0, 6), 'base64url').readInt32BE();

/** Row, identity number and name. */
type SealedPerson = readonly [number, string, string];
type Summing = { -readonly [K in keyof UnitSummary]: UnitSummary[K] };
type Counted = Record<'people' | 'activePeople' | 'begunLater', number | string> & { readonly unitNo: string; readonly month: string };

@Injectable()
export class TypeOrmEnrolmentPersonStore extends EnrolmentPersonStore {
  constructor(
    private readonly database: Database,
    private readonly cipher: PersonalDataCipher,
  ) {
    super();
  }

  personIndex(idNumber: string): string {
    return this.cipher.shortIndex(idNumber);
  }

  async add(batchId: number, people: readonly NewPerson[]): Promise<void> {
    const { writer } = this.database;
    const rows: Omit<EnrolmentPersonEntity, 'id'>[] = [];
    for (const piece of chunks(people, HASHED_AT_ONCE)) {
      await nextTurn();
      for (const { idNumber, sheet, row: rowNumber, unitNo, month, status, startedOn, endedOn } of piece) {
        const personIndex = this.personIndex(idNumber);
        rows.push({ batchId, sheet, rowNumber, personKey: personKey(personIndex), personIndex, unitNo, month, status, startedOn, endedOn });
      }
    }
    // They count once their batch is applied.
    await this.database.reaching([], () => insertInChunks(writer, EnrolmentPersonEntity, rows));
    await insertInChunks(writer, EnrolmentPersonBlockEntity, this.blocks(batchId, people));
  }

  async summarise(batchId: number, poolingArea: string): Promise<UnitSummary[]> {
    const { writer } = this.database;
    const units = new Map<string, Summing>();
    for await (const span of personSpans(this.database, batchId, COUNTED_AT_ONCE)) {
      for (const { unitNo, month, people, activePeople, begunLater } of await this.count(batchId, span)) {
        const key = `${unitNo}\u0000${month}`;
        const unit = units.get(key) ?? { unitNo, month: asMonth(month), batchId, people: 0, activePeople: 0, begunLater: 0 };
        unit.people += Number(people);
        unit.activePeople += Number(activePeople);
        unit.begunLater += Number(begunLater);
        units.set(key, unit);
      }
    }
    const found = [...units.values()];
    await insertInChunks(
      writer,
      EnrolmentPersonUnitEntity,
      found.map(({ begunLater: _begunLater, ...unit }) => ({ ...unit, poolingArea })),
    );
    return found;
  }

  async indexSome(batchId: number, from: number | null): Promise<number | null> {
    const ends = await personEnds(this.database, batchId);
    if (!ends) return null;
    const first = from ?? ends.first;
    await this.database.writer.query(
      'INSERT INTO enrolment_person_key (personKey, personId) SELECT personKey, id FROM enrolment_person WHERE id BETWEEN ? AND ? AND +batchId = ? ORDER BY personKey, id',
      [first, first + KEYS_AT_ONCE - 1, batchId],
    );
    return first + KEYS_AT_ONCE > ends.last ? null : first + KEYS_AT_ONCE;
  }

  async removeSome(batchId: number): Promise<boolean> {
    const { writer } = this.database;
    const rows = await writer.find(EnrolmentPersonEntity, {
      select: { id: true, personKey: true },
      where: { batchId },
      order: { id: 'ASC' },
      take: REMOVED_AT_ONCE,
    });
    const last = rows.at(-1)?.id;
    if (last !== undefined) {
      // A record has one key: no other pair of these has a line.
      for (const piece of chunks(rows, 500))
        await writer.delete(EnrolmentPersonKeyEntity, {
          personKey: In(piece.map((row) => row.personKey)),
          personId: In(piece.map(({ id }) => id)),
        });
      await writer.delete(EnrolmentPersonEntity, { batchId, id: LessThanOrEqual(last) });
      return true;
    }
    const blocks = await writer.find(EnrolmentPersonBlockEntity, { select: { id: true }, where: { batchId }, take: REMOVED_AT_ONCE });
    for (const piece of chunks(blocks, 500)) await writer.delete(EnrolmentPersonBlockEntity, { id: In(piece.map(({ id }) => id)) });
    if (blocks.length > 0) return true;
    const units = await writer.delete(EnrolmentPersonUnitEntity, { batchId });
    return (units.affected ?? 0) > 0;
  }

  staged(batchId: number): Promise<UnitExtract[]> {
    const { reader } = this.database;
    return this.extracts(reader.createQueryBuilder(EnrolmentPersonUnitEntity, 'unit').where('unit.batchId = :batchId', { batchId }));
  }

  async extractsInForce(poolingArea: string, upTo: Month): Promise<ReadonlyMap<string, UnitExtract>> {
    return newestExtracts(await this.extracts(this.applied(poolingArea, upTo)));
  }

  hasPeople(poolingArea: string, upTo: Month): Promise<boolean> {
    return this.applied(poolingArea, upTo).getExists();
  }

  async listedUnits(poolingArea: string, unitNos: readonly string[], upTo: Month): Promise<ReadonlySet<string>> {
    const found = await inLists([...new Set(unitNos)], (piece) => this.extracts(this.applied(poolingArea, upTo, piece)));
    return new Set(found.map(({ unitNo }) => unitNo));
  }

  async *matchEarlier(batchId: number, earlierBatchIds: readonly number[]): AsyncGenerator<readonly EarlierMatch[]> {
    if (earlierBatchIds.length === 0) return;
    for await (const span of personSpans(this.database, batchId, COMPARED_AT_ONCE)) yield this.match(batchId, earlierBatchIds, span);
  }

  async inForce(
    poolingArea: string,
    personIndices: readonly string[],
    day: LocalDate,
  ): Promise<ReadonlyMap<string, readonly KnownPersonRecord[]>> {
    const month = monthOf(day);
    const wanted = new Set(personIndices);
    const rows = (await inLists([...new Set(personIndices.map(personKey))], (keys) => this.recordsOf(keys, month))).filter((row) =>
      wanted.has(row.personIndex),
    );
    const unitNos = [...new Set(rows.map(({ unitNo }) => unitNo))];
    const extracts = newestExtracts(await inLists(unitNos, (piece) => this.extracts(this.applied(poolingArea, month, piece))));
    const current = rows.filter((row) => {
      const extract = extracts.get(row.unitNo);
      return extract?.batchId === row.batchId && extract.month === row.month;
    });
    return new Map([...groupBy(current, (row) => row.personIndex)].map(([index, records]) => [index, records.map(toKnownRecord)]));
  }

  async person({ batchId, sheet, row }: PersonSource): Promise<{ idNumber: string; name: string } | undefined> {
    const block = await this.database.reader.findOne(EnrolmentPersonBlockEntity, {
      where: { batchId, sheet, firstRow: LessThanOrEqual(row) },
      order: { firstRow: 'DESC' },
    });
    if (!block) return undefined;
    const people = JSON.parse(this.cipher.open(block.people)) as SealedPerson[];
    const found = people.find(([rowNumber]) => rowNumber === row);
    return found && { idNumber: found[1], name: found[2] };
  }

  private blocks(batchId: number, people: readonly NewPerson[]): Omit<EnrolmentPersonBlockEntity, 'id'>[] {
    const bySheet = groupBy(people, ({ sheet }) => sheet);
    return [...bySheet].flatMap(([sheet, ofSheet]) =>
      chunks(ofSheet, ROWS_PER_BLOCK).map((block) => {
        const sealed = block.map(({ row, idNumber, name }): SealedPerson => [row, idNumber, name]);
        const rows = block.map(({ row }) => row);
        return {
          batchId,
          sheet,
          firstRow: Math.min(...rows),
          lastRow: Math.max(...rows),
          people: this.cipher.seal(JSON.stringify(sealed)),
        };
      }),
    );
  }

  private count(batchId: number, { from, to }: { from: number; to: number }): Promise<Counted[]> {
    return this.database.reader
      .createQueryBuilder(EnrolmentPersonEntity, 'person')
      .select('person.unitNo', 'unitNo')
      .addSelect('person.month', 'month')
      .addSelect('COUNT(*)', 'people')
      .addSelect("SUM(CASE WHEN person.status = 'active' THEN 1 ELSE 0 END)", 'activePeople')
      .addSelect('SUM(CASE WHEN SUBSTR(person.startedOn, 1, 7) > person.month THEN 1 ELSE 0 END)', 'begunLater')
      .where('person.id BETWEEN :from AND :to AND +person.batchId = :batchId', { from, to, batchId })
      .groupBy('person.unitNo')
      .addGroupBy('person.month')
      .getRawMany();
  }

  private async match(batchId: number, earlier: readonly number[], { from, to }: { from: number; to: number }): Promise<EarlierMatch[]> {
    const rows: (Record<'matched' | 'changed' | 'activeBefore', number | string> & { batchId: number; unitNo: string; month: string })[] =
      await this.database.reader
        .createQueryBuilder(EnrolmentPersonEntity, 'person')
        .innerJoin(EnrolmentPersonKeyEntity, 'found', 'found.personKey = person.personKey')
        .innerJoin(
          EnrolmentPersonEntity,
          'before',
          'before.id = found.personId AND before.personIndex = person.personIndex AND before.unitNo = person.unitNo',
        )
        .select('before.batchId', 'batchId')
        .addSelect('before.month', 'month')
        .addSelect('person.unitNo', 'unitNo')
        .addSelect('COUNT(DISTINCT person.id)', 'matched')
        .addSelect(`COUNT(DISTINCT CASE WHEN ${PERSON_DIFFERS} THEN person.id END)`, 'changed')
        .addSelect("COUNT(DISTINCT CASE WHEN before.status = 'active' THEN before.id END)", 'activeBefore')
        .where('person.id BETWEEN :from AND :to AND +person.batchId = :batchId', { from, to, batchId })
        .andWhere('+before.batchId IN (:...earlier)', { earlier })
        .groupBy('before.batchId')
        .addGroupBy('before.month')
        .addGroupBy('person.unitNo')
        .getRawMany();
    return rows.map(({ unitNo, month, batchId: before, matched, changed, activeBefore }) => ({
      unitNo,
      month: asMonth(month),
      batchId: before,
      matched: Number(matched),
      changed: Number(changed),
      activeBefore: Number(activeBefore),
    }));
  }

  private recordsOf(personKeys: readonly number[], upTo: Month): Promise<EnrolmentPersonEntity[]> {
    return this.database.reader
      .createQueryBuilder(EnrolmentPersonEntity, 'person')
      .innerJoin(EnrolmentPersonKeyEntity, 'found', 'found.personId = person.id')
      .innerJoin('import_batch', 'batch', "batch.id = person.batchId AND batch.state = 'applied'")
      .where('found.personKey IN (:...personKeys)', { personKeys })
      .andWhere('person.month <= :upTo', { upTo })
      .getMany();
  }

  /** The units of applied batches up to a month, all or those with these numbers. */
  private applied(poolingArea: string, upTo: Month, unitNos?: readonly string[]): SelectQueryBuilder<EnrolmentPersonUnitEntity> {
    const query = this.database.reader
      .createQueryBuilder(EnrolmentPersonUnitEntity, 'unit')
      .innerJoin('import_batch', 'batch', "batch.id = unit.batchId AND batch.state = 'applied'")
      .where('unit.poolingArea = :poolingArea', { poolingArea })
      .andWhere('unit.month <= :upTo', { upTo });
    return unitNos === undefined ? query : query.andWhere('unit.unitNo IN (:...unitNos)', { unitNos });
  }

  private async extracts(query: SelectQueryBuilder<EnrolmentPersonUnitEntity>): Promise<UnitExtract[]> {
    const rows: { unitNo: string; month: string; batchId: number; activePeople: number }[] = await query
      .select('unit.unitNo', 'unitNo')
      .addSelect('unit.month', 'month')
      .addSelect('unit.batchId', 'batchId')
      .addSelect('unit.activePeople', 'activePeople')
      .getRawMany();
    return rows.map((row) => ({ ...row, month: asMonth(row.month) }));
  }
}

const dayOf = (text: string | null): LocalDate | null => (text === null ? null : asLocalDate(text));

function toKnownRecord(row: EnrolmentPersonEntity): KnownPersonRecord {
  const status: EnrolmentStatus = row.status;
  const source = { batchId: row.batchId, sheet: row.sheet, row: row.rowNumber };
  return { unitNo: row.unitNo, month: asMonth(row.month), status, startedOn: dayOf(row.startedOn), endedOn: dayOf(row.endedOn), source };
}
