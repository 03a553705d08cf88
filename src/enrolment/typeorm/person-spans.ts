import { idSpans, type Database } from '../../platform/database/index.js';
import { EnrolmentPersonEntity } from './enrolment.entities.js';

/** The ids of a batch's records, which lie close together; those of another batch in between are passed over by each query. */
export async function* personSpans(
  database: Database,
  batchId: number,
  size: number,
): AsyncGenerator<{ readonly from: number; readonly to: number }> {
  const ends = await personEnds(database, batchId);
  if (ends) yield* idSpans(ends.first, ends.last, size);
}

/** The first and the last id of a batch's records; undefined where it has none. */
export async function personEnds(
  database: Database,
  batchId: number,
): Promise<{ readonly first: number; readonly last: number } | undefined> {
  const ends = await database.reader
    .createQueryBuilder(EnrolmentPersonEntity, 'person')
    .select('MIN(person.id)', 'first')
    .addSelect('MAX(person.id)', 'last')
    .where('person.batchId = :batchId', { batchId })
    .getRawOne<{ first: number | null; last: number | null }>();
  if (!ends || ends.first === null || ends.last === null) return undefined;
  return { first: ends.first, last: ends.last };
}

/** Whether the records `before` and `person` of one person and unit say different things of it. */
export const PERSON_DIFFERS =
  "(before.status <> person.status OR COALESCE(before.startedOn, '') <> COALESCE(person.startedOn, '') OR COALESCE(before.endedOn, '') <> COALESCE(person.endedOn, ''))";
