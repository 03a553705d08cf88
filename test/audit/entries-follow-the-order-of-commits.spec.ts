import { setTimeout as delay } from 'node:timers/promises';
import { AuditChain, AuditKey, GENESIS, type AuditActor, type AuditEntry } from '../../src/access/index.js';
import { AuditEntryEntity, AuditHeadEntity } from '../../src/access/audit/typeorm/audit.entities.js';
import { TypeOrmAuditTrail } from '../../src/access/audit/typeorm/index.js';
import { SystemClock } from '../../src/platform/clock/clock.js';
import { openDatabase, type Database } from '../../src/platform/database/index.js';
import { withOrigin } from '../../src/platform/origin/origin.js';
import { SCHEMA } from '../../src/schema.js';
import { createScratchDatabase, describeDatabases, type ScratchDatabase } from '../support/services.js';

const CHAIN = new AuditChain(Buffer.alloc(32, 7), 'key');
const CLERK: AuditActor = { userId: 3, displayName: '测试用户', role: 'county-clerk', regionCode: '150821' };

const decided = (id: number): AuditEntry => ({
  action: 'link.decided',
  subject: { kind: 'link', id },
  county: '150821',
  before: { status: 'review' },
  after: { status: 'confirmed' },
  reason: '核对营业执照',
});

await describeDatabases('the audit trail', (kind) => {
  let scratch: ScratchDatabase;
  let processes: readonly { readonly database: Database; readonly trail: TypeOrmAuditTrail }[];

  beforeAll(async () => {
    scratch = await createScratchDatabase(kind, 'audit-order');
    const databases = [await openDatabase(scratch.config, SCHEMA), await openDatabase(scratch.config, SCHEMA)];
    processes = databases.map((database) => ({ database, trail: new TypeOrmAuditTrail(database, new SystemClock(), new AuditKey(CHAIN)) }));
  });

  afterAll(async () => {
    for (const { database } of processes) await database.close();
    await scratch.drop();
  });

  const first = (): (typeof processes)[number] => processes[0] as (typeof processes)[number];
  const entries = (): Promise<AuditEntryEntity[]> => first().database.reader.find(AuditEntryEntity, { order: { seq: 'ASC' } });

  it('holds who, when, from where, what, before and after', async () => {
    const { database, trail } = first();
    const origin = { channel: 'web', name: 'POST /api/links/7/decisions', address: '10.0.0.8', requestId: 'r-1', session: 'abc' } as const;
    await withOrigin(origin, () => database.unitOfWork(async () => trail.record(CLERK, decided(7))));
    const [entry] = await entries();
    expect(entry).toMatchObject({
      seq: 1,
      action: 'link.decided',
      outcome: 'done',
      subjectKind: 'link',
      subjectId: '7',
      countyCode: '150821',
      userId: 3,
      userName: '测试用户',
      role: 'county-clerk',
      regionCode: '150821',
      channel: 'web',
      source: 'POST /api/links/7/decisions',
      address: '10.0.0.8',
      requestId: 'r-1',
      session: 'abc',
      before: '{"status":"review"}',
      after: '{"status":"confirmed"}',
      reason: '核对营业执照',
    });
    expect(Date.now() - (entry as AuditEntryEntity).at.getTime()).toBeLessThan(60_000);
  });

  it('goes with a unit of work that is rolled back, and leaves no gap', async () => {
    const { database, trail } = first();
    const before = (await entries()).length;
    const failing = database.unitOfWork(async () => {
      trail.record(CLERK, decided(1));
      throw new Error('on purpose');
    });
    await expect(failing).rejects.toThrow('on purpose');
    await trail.recordRefused(null, { action: 'session.refused', subject: { kind: 'session', id: null }, reason: 'login-failed' });
    const after = await entries();
    expect(after.slice(before)).toMatchObject([{ seq: before + 1, outcome: 'refused', role: 'nobody', userId: null }]);
  });

  it('takes a change only inside a unit of work, and a refusal only outside of one', async () => {
    const { database, trail } = first();
    expect(() => trail.record(CLERK, decided(1))).toThrow('unit of work');
    await expect(database.unitOfWork(() => trail.recordRefused(CLERK, decided(1)))).rejects.toThrow('after its unit of work');
  });

  it('is one chain without gaps or forks, whichever process writes, and however long a unit has been reading before it ends', async () => {
    const before = (await entries()).length;
    const units = Array.from({ length: 80 }, (_, i) => {
      const { database, trail } = processes[i % 2] as (typeof processes)[number];
      return database.unitOfWork(async () => {
        await database.reader.count(AuditEntryEntity);
        trail.record(CLERK, decided(i));
        await delay(i % 5);
        if (i % 8 === 0) trail.record(CLERK, decided(1_000 + i));
      });
    });
    await Promise.all(units);
    const all = await entries();
    expect(all).toHaveLength(before + 90);
    let previous = GENESIS.mac;
    for (const [i, { mac, ...record }] of all.entries()) {
      expect(record.seq).toBe(i + 1);
      expect(CHAIN.codeOf(record, previous)).toBe(mac);
      previous = mac;
    }
    expect(await first().database.reader.findOneByOrFail(AuditHeadEntity, { slot: 'current' })).toMatchObject({
      seq: all.length,
      mac: previous,
    });
  }, 60_000);

  it('is refused to be changed or removed by the database itself', async () => {
    const { database } = first();
    const change = database.unitOfWork(() => database.writer.update(AuditEntryEntity, { seq: 1 }, { reason: '别的' }));
    await expect(change).rejects.toThrow('append-only: audit_entry');
    await expect(database.unitOfWork(() => database.writer.delete(AuditEntryEntity, { seq: 1 }))).rejects.toThrow(
      'append-only: audit_entry',
    );
  });

  it('masks what has the shape of an ID or mobile number', async () => {
    const { database, trail } = first();
    const reason = '本人 152801198001011231，电话 13812345678，要求更正';
    await database.unitOfWork(async () => trail.record(CLERK, { ...decided(9), after: { 证件: '152801198001011231' }, reason }));
    const entry = (await entries()).at(-1);
    expect(entry).toMatchObject({ after: '{"证件":"152801********1231"}', reason: '本人 152801********1231，电话 138****5678，要求更正' });
  });
});
