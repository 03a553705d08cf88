import { idSpans, type Database } from '../../platform/database/index.js';
import { EnrolmentPersonEntity } from './enrolment.entities.js';

/** The ids of a batch's records, which lie close together; those of another batch in between are passed over by each query. */
export async function* personSpans(
  database: Database,
  batchId: number,
  size: number,
): AsyncGenerator<{ readonly from: number; readonly to: number }> {
  const ends = await database.reader
    .createQueryBuilder(EnrolmentPersonEntity, 'person')
    .select('MIN(person.id)', 'first')
    .addSelect('MAX(person.id)', 'last')
    .where('person.batchId = :batchId', { batchId })
    .getRawOne<{ first: number | null; last: number | null }>();
  if (ends?.first !== null && ends?.first !== undefined && ends.last !== null) yield* idSpans(ends.first, ends.last, size);
}

/** Whether the records `before` and `person` of one person and unit say different things of it. */
export const PERSON_DIFFERS =
  "(before.status <> person.status OR COALESCE(before.startedOn, '') <> COALESCE(person.startedOn, '') OR COALESCE(before.endedOn, '') <> COALESCE(person.endedOn, ''))";
