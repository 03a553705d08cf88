import { createHash } from 'node:crypto';
import { Between, In, MoreThan } from 'typeorm';
import { insertInChunks, type Database } from '../database/index.js';
import { RecordChangeEntity } from './record-change.entity.js';

/** enterprise, unit: what matching sees of it is another; link: a person has changed the enterprise's links. */
export type ChangeKind = 'enterprise' | 'unit' | 'link';

export type ChangedRecords = Readonly<Record<ChangeKind, readonly number[]>>;

/** Notes whose numbers follow each other. */
export interface Stretch {
  readonly first: number;
  readonly last: number;
}

/**
 * Which records have changed, noted in the transaction that changes them: a change that is rolled back was never noted. Who works on changes
 * reads the notes first, then the records, and forgets these notes when the work stands: what is noted meanwhile, or committed late, stays for
 * the next time.
 */
export class ChangeLog {
  constructor(private readonly database: Database) {}

  /** Needs a unit of work. `place`: the county or the pooling area that the records belong to. */
  async note(place: string, kind: ChangeKind, recordIds: Iterable<number>): Promise<void> {
    const rows = [...new Set(recordIds)].map((recordId) => ({ place, kind, recordId }));
    await insertInChunks(this.database.writer, RecordChangeEntity, rows);
  }

  /** Notes the records that `read` shows otherwise after the work than before. Needs a unit of work. */
  async noting<T>(
    place: string,
    kind: ChangeKind,
    read: () => Promise<readonly { readonly id: number }[]>,
    work: () => Promise<T>,
  ): Promise<T> {
    const before = printsOf(await read());
    const result = await work();
    const now = printsOf(await read());
    const gone = [...before.keys()].filter((id) => !now.has(id));
    const others = [...now].flatMap(([id, print]) => (before.get(id) === print ? [] : [id]));
    await this.note(place, kind, [...gone, ...others]);
    return result;
  }

  /** The notes of these places that are committed now: what `forget` takes. There may be millions, so only their stretches are kept. */
  async notes(places: readonly string[]): Promise<Stretch[]> {
    const stretches: Stretch[] = [];
    for (let after = 0; ;) {
      const page = await this.database.reader.find(RecordChangeEntity, {
        select: { id: true },
        where: { id: MoreThan(after), place: In([...places]) },
        order: { id: 'ASC' },
        take: NOTES_A_PAGE,
      });
      for (const { id } of page) addTo(stretches, id);
      if (page.length < NOTES_A_PAGE) return stretches;
      after = page.at(-1)?.id ?? after;
    }
  }

  /** The records of these places that are noted, ascending, each once. */
  async records(places: readonly string[]): Promise<ChangedRecords> {
    const rows = await this.database.reader
      .createQueryBuilder(RecordChangeEntity, 'change')
      .select(['change.kind AS kind', 'change.recordId AS recordId'])
      .where({ place: In([...places]) })
      .distinct()
      .orderBy('change.recordId')
      .getRawMany<{ kind: string; recordId: number }>();
    const idsOf = (kind: ChangeKind): number[] => rows.filter((row) => row.kind === kind).map(({ recordId }) => recordId);
    return { enterprise: idsOf('enterprise'), unit: idsOf('unit'), link: idsOf('link') };
  }

  /** Forgets notes, and only these: one with a number between theirs may not have been committed when they were read. Needs a unit of work. */
  async forget(notes: readonly Stretch[]): Promise<void> {
    for (const { first, last } of notes) await this.database.writer.delete(RecordChangeEntity, { id: Between(first, last) });
  }
}

export const NO_CHANGES: ChangedRecords = { enterprise: [], unit: [], link: [] };

export const sizeOf = (notes: readonly Stretch[]): number => notes.reduce((sum, { first, last }) => sum + last - first + 1, 0);

const NOTES_A_PAGE = 50_000;

/** Adds the next number. Stretches are no longer than what one statement removes in passing. */
function addTo(stretches: Stretch[], id: number): void {
  const open = stretches.at(-1);
  if (open !== undefined && open.last + 1 === id && id - open.first < NOTES_A_PAGE)
    stretches[stretches.length - 1] = { first: open.first, last: id };
  else stretches.push({ first: id, last: id });
}

/** Six bytes of a hash instead of the record: there may be a million. */
function printsOf(rows: readonly { readonly id: number }[]): Map<number, number> {
  return new Map(rows.map((row) => [row.id, createHash('sha1').update(JSON.stringify(row)).digest().readUIntBE(0, 6)]));
}
