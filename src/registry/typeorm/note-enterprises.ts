import { In } from 'typeorm';
import { ChangeLog } from '../../platform/changes/index.js';
import { inLists, type Database } from '../../platform/database/index.js';
import { EnterpriseEntity } from './registry.entities.js';

/** Notes for matching that these enterprises are others. Needs a unit of work. */
export async function noteEnterprises(database: Database, ids: readonly number[]): Promise<void> {
  const rows = await inLists(ids, (piece) => database.writer.findBy(EnterpriseEntity, { id: In(piece) }));
  const log = new ChangeLog(database);
  for (const { id, countyCode } of rows) await log.note(countyCode, 'enterprise', [id]);
}
