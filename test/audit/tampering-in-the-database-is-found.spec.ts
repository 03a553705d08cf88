import {
  AuditChain,
  AuditKey,
  systemPrincipal,
  VerifyAudit,
  type AuditActor,
  type AuditHead,
  type AuditVerdict,
} from '../../src/access/index.js';
import { PurgeAudit } from '../../src/access/audit/purge-audit.js';
import { TypeOrmAuditStore, TypeOrmAuditTrail } from '../../src/access/audit/typeorm/index.js';
import { RegionTree } from '../../src/kernel/index.js';
import { Clock } from '../../src/platform/clock/clock.js';
import { openDatabase, type Database } from '../../src/platform/database/index.js';
import { SCHEMA } from '../../src/schema.js';
import { createScratchDatabase, describeDatabases, type ScratchDatabase } from '../support/services.js';
import { execute } from '../support/tables.js';

class SettableClock extends Clock {
  time = new Date('2026-01-15T02:00:00Z');

  now(): Date {
    return this.time;
  }
}

const CLERK: AuditActor = { userId: 3, displayName: '测试用户', role: 'county-clerk', regionCode: '150821' };
const SYSTEM = systemPrincipal(new RegionTree([]), '150800');

await describeDatabases('an audit trail in a database', (kind) => {
  const clock = new SettableClock();
  const key = new AuditKey(new AuditChain(Buffer.alloc(32, 7), 'key'));
  let scratch: ScratchDatabase;
  let database: Database;

  beforeEach(async () => {
    clock.time = new Date('2026-01-15T02:00:00Z');
    scratch = await createScratchDatabase(kind, 'audit-found');
    database = await openDatabase(scratch.config, SCHEMA);
    await write(12);
  }, 60_000);

  afterEach(async () => {
    await database.close();
    await scratch.drop();
  });

  async function write(entries: number): Promise<void> {
    const trail = new TypeOrmAuditTrail(database, clock, key);
    for (let i = 0; i < entries; i++)
      await database.unitOfWork(async () => trail.record(CLERK, { action: 'link.decided', subject: { kind: 'link', id: i } }));
  }

  const verify = (heads: readonly AuditHead[] = []): Promise<AuditVerdict> =>
    new VerifyAudit(new TypeOrmAuditStore(database), key).run(heads);

  async function headNow(): Promise<AuditHead> {
    const head = await new TypeOrmAuditStore(database).head();
    if (!head) throw new Error('There is no head.');
    return head;
  }

  /** As an attacker who owns the database: its triggers are no obstacle. */
  async function behindItsBack(...statements: string[]): Promise<void> {
    const triggers = ['audit_entry_no_update', 'audit_entry_no_delete'].map((name) => `DROP TRIGGER IF EXISTS ${name}`);
    for (const sql of [...triggers, ...statements]) await execute(scratch.config, sql);
  }

  it('is sound as it was written', async () => {
    expect(await verify([await headNow()])).toMatchObject({ sound: true, entries: 12, head: { seq: 12 }, faults: [] });
  });

  it('tells an edited, a removed and a replaced entry', async () => {
    await behindItsBack(
      "UPDATE audit_entry SET userName = '别人' WHERE seq = 3",
      'DELETE FROM audit_entry WHERE seq = 6',
      kind === 'sqlite'
        ? 'INSERT OR REPLACE INTO audit_entry SELECT 9, at, action, outcome, subjectKind, subjectId, countyCode, userId, userName, role, regionCode, channel, source, address, requestId, session, "before", "after", reason, keyId, mac FROM audit_entry WHERE seq = 10'
        : 'UPDATE audit_entry a JOIN audit_entry b ON b.seq = 10 SET a.subjectId = b.subjectId, a.mac = b.mac WHERE a.seq = 9',
    );
    const { sound, faults } = await verify();
    expect(sound).toBe(false);
    expect(faults).toMatchObject([
      { code: 'changed', from: 3 },
      { code: 'missing', from: 6 },
      { code: 'changed', from: 9 },
      // It was chained to what stood there before.
      { code: 'changed', from: 10 },
    ]);
  });

  it('tells that it was emptied, and that its head was removed', async () => {
    await behindItsBack(kind === 'sqlite' ? 'DELETE FROM audit_entry' : 'TRUNCATE TABLE audit_entry');
    expect(await verify()).toMatchObject({ sound: false, entries: 0, faults: [{ code: 'tail-missing', from: 1, to: 12 }] });
    await behindItsBack('DELETE FROM audit_head');
    expect(await verify()).toMatchObject({ sound: false, faults: [{ code: 'head-broken' }] });
  });

  it('tells with an exported head that its end was cut off together with the kept one', async () => {
    const exported = await headNow();
    const mac = (await new TypeOrmAuditStore(database).find(9))?.mac ?? '';
    await behindItsBack('DELETE FROM audit_entry WHERE seq > 9', `UPDATE audit_head SET seq = 9, mac = '${mac}'`);
    expect(await verify()).toMatchObject({ sound: true, entries: 9 });
    expect(await verify([exported])).toMatchObject({ sound: false, faults: [{ code: 'tail-missing', from: 10, to: 12 }] });
  });

  it('is purged by whole months that are past keeping, and stays verifiable', async () => {
    const oldHead = await headNow();
    clock.time = new Date('2026-02-10T02:00:00Z');
    await write(5);
    clock.time = new Date('2026-09-20T02:00:00Z');
    await write(3);
    const trail = new TypeOrmAuditTrail(database, clock, key);
    const purge = new PurgeAudit(new TypeOrmAuditStore(database), trail, database, clock, { auditKeepDays: 200 });
    // 200 days before are in March: January and February go.
    expect(await purge.run(SYSTEM)).toBe(17);
    expect(await purge.run(SYSTEM)).toBeUndefined();
    expect(await verify([await headNow(), oldHead])).toMatchObject({ sound: true, purgedTo: 17, entries: 4, headsPurged: 1 });
    await behindItsBack('DELETE FROM audit_entry WHERE seq = 18');
    expect(await verify()).toMatchObject({ sound: false, faults: [{ code: 'missing', from: 18, to: 18 }] });
  });

  it('cannot pretend a purge', async () => {
    await behindItsBack(
      'DELETE FROM audit_entry WHERE seq <= 5',
      `UPDATE audit_entry SET action = 'audit.purged', ${kind === 'sqlite' ? '"after"' : '`after`'} = '{"code":"${'0'.repeat(64)}","upTo":5}' WHERE seq = 12`,
      'UPDATE audit_head SET purgedTo = 5',
    );
    expect((await verify()).sound).toBe(false);
  });
});
