// What the audit trail costs: small units of work with and without an entry, and how long a small unit waits while a long one that also records is open.
// node bench/audit.mjs (after a build; SQLite, and MariaDB where it answers on 127.0.0.1:3306).
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { createConnection } from 'mysql2/promise';
import { AuditChain } from '../dist/access/index.js';
import { TypeOrmAuditTrail } from '../dist/access/audit/typeorm/index.js';
import { SystemClock } from '../dist/platform/clock/clock.js';
import { openDatabase } from '../dist/platform/database/index.js';
import { SCHEMA } from '../dist/schema.js';

const UNITS = 400;
const LONG_MS = 3_000;
const SERVER = 'mysql://root@127.0.0.1:3306';
const CHAIN = new AuditChain(Buffer.alloc(32, 7), 'key');
const ACTOR = { userId: 3, displayName: '测试用户', role: 'county-clerk', regionCode: '150821' };
const ENTRY = { action: 'link.decided', subject: { kind: 'link', id: 7 }, before: { status: 'review' }, after: { status: 'confirmed' } };

async function measure(name, config) {
  const processes = [await openDatabase(config, SCHEMA), await openDatabase(config, SCHEMA)];
  const trails = processes.map((database) => new TypeOrmAuditTrail(database, new SystemClock(), CHAIN));
  const change = (database, i) => database.writer.query('INSERT INTO write_lock (name) VALUES (?)', [`bench ${i}`]);
  let made = 0;
  const unit = (i, audited) =>
    processes[i % 2].unitOfWork(async () => {
      await change(processes[i % 2], (made += 1));
      if (audited) trails[i % 2].record(ACTOR, ENTRY);
    });
  const run = async (audited) => {
    const from = performance.now();
    await Promise.all(Array.from({ length: UNITS }, (_, i) => unit(i, audited)));
    return (UNITS / (performance.now() - from)) * 1_000;
  };
  await run(true);
  const plain = await run(false);
  const audited = await run(true);
  const long = processes[0].unitOfWork(async () => {
    trails[0].record(ACTOR, ENTRY);
    await change(processes[0], (made += 1));
    await delay(LONG_MS);
  });
  await delay(200);
  const waits = [];
  const end = performance.now() + LONG_MS - 500;
  while (performance.now() < end && !config.waitsAnyway) {
    const from = performance.now();
    await unit(1, true);
    waits.push(performance.now() - from);
  }
  await long;
  waits.sort((a, b) => a - b);
  const beside =
    waits.length === 0
      ? 'one writer anyway'
      : `p50 ${waits[waits.length >> 1].toFixed(1)} ms, longest ${waits.at(-1).toFixed(1)} ms (${waits.length} units)`;
  console.log(
    `${name}: ${plain.toFixed(0)} units/s without, ${audited.toFixed(0)} with an entry (two processes); beside a long unit that records: ${beside}`,
  );
  for (const database of processes) await database.close();
}

const dataDir = mkdtempSync(join(tmpdir(), 'bench-audit-'));
await measure('SQLite', { dataDir, databaseUrl: undefined, dialect: 'sqlite', allowWeakDurability: false, waitsAnyway: true });
const admin = await createConnection(SERVER).catch(() => undefined);
if (admin) {
  const name = `bench_audit_${process.pid}`;
  await admin.query(`CREATE DATABASE ${name} CHARACTER SET utf8mb4 COLLATE utf8mb4_bin`);
  await measure('MariaDB', {
    dataDir,
    databaseUrl: `mariadb://root@127.0.0.1:3306/${name}`,
    dialect: 'mariadb',
    allowWeakDurability: true,
  });
  await admin.query(`DROP DATABASE ${name}`);
  await admin.end();
}
rmSync(dataDir, { recursive: true });
