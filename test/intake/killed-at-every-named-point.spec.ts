import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { BatchView } from '../../src/intake/intake.dto.js';
import { body, type ApiClient, type Upload } from '../support/api-client.js';
import { describeInstallations, Installation } from '../support/installation.js';
import { eventually, type Application } from '../support/processes.js';
import { ROOT } from '../support/repository.js';
import { administratorOf, CITY_CODE, logInAgain, userWith } from '../support/users.js';
import { enterprises, HEADER, registryOf, settled } from './support.js';

import.meta.jest.setTimeout(240_000);

const ROWS = 60;
const MODULE = pathToFileURL(join(ROOT, 'test', 'intake', 'crash-points.mjs')).href;
const unheard = (): undefined => undefined;

const IN_REGISTRY = [
  'the file is stored',
  'the batch is taken in, uncommitted',
  'the check has begun',
  'the workbook is read',
  'changes are noted, uncommitted',
  'the batch is planned',
  'applying is asked for',
  'the batch is marked as applied, uncommitted',
  'source rows are written, uncommitted',
  'records are written, uncommitted',
  'the batch is applied',
];
const IN_PERSONS = [
  'some rows are staged, uncommitted',
  'rows are compared, uncommitted',
  'changes are noted, uncommitted',
  'the batch is marked as applied, uncommitted',
  'the batch is applied',
];

const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
function idOf(n: number): string {
  const first17 = `15080219800101${String(n).padStart(3, '0')}`;
  return first17 + '10X98765432'.charAt(weights.reduce((sum, weight, i) => sum + weight * Number(first17[i]), 0) % 11);
}

function personsOf(prefix: string): Upload {
  const rows = Array.from({ length: ROWS }, (_, n) => `人${n},${idOf(n)},${prefix}${n % 7},工伤保险,正常参保,2020-01-01`);
  const text = ['姓名,证件号码,单位编号,险种,参保状态,参保日期', ...rows].join('\n');
  return { name: 'persons.csv', bytes: new TextEncoder().encode(text) };
}

await describeInstallations('a server that is killed', (kind) => {
  let installation: Installation;
  let application: Application;
  let user: ApiClient;
  let files = 0;

  beforeAll(async () => {
    installation = await Installation.create(kind);
    application = await installation.start();
    await userWith(await administratorOf(application), 'municipal-reviewer', CITY_CODE, 'clerk');
  });
  afterAll(() => installation.drop());

  async function restart(env: Readonly<Record<string, string>> = {}): Promise<void> {
    await application.stop('SIGKILL');
    await installation.expireLeases();
    application = await installation.start(env);
    user = await logInAgain(application.address, 'clerk');
  }

  /** Rows of a table that count: those of the batches in force. */
  async function counting(table: string): Promise<number> {
    const tables = await installation.tables();
    const applied = new Set((tables['import_batch'] ?? []).filter(({ state }) => state === 'applied').map(({ id }) => id));
    return (tables[table] ?? []).filter(({ batchId }) => applied.has(batchId)).length;
  }

  /** A check that outlasts the request leaves it to its asker to apply the plan. */
  async function appliedIfPlanned(batch: BatchView): Promise<BatchView> {
    if (batch.state !== 'planned') return batch;
    await body(user.post(`/api/imports/${batch.id}/apply`, { version: batch.version, confirmLargeChange: true }));
    return settled(user, batch.id);
  }

  async function killedAt(point: string, upload: Upload, fields: Readonly<Record<string, string>>, table: string): Promise<void> {
    const before = await counting(table);
    const batches = (await installation.tables())['import_batch']?.length ?? 0;
    await restart({ CRASH_AT: point, NODE_OPTIONS: `--import ${MODULE}` });
    void user.import(upload, { ...fields, step: 'apply', confirmLargeChange: 'true' }).catch(unheard);
    await eventually('the server is dead', async () => (application.isRunning ? undefined : true), 60);
    expect([before, before + ROWS]).toContain(await counting(table));
    await restart();
    const again = await body(user.import<BatchView>(upload, { ...fields, step: 'apply', confirmLargeChange: 'true' }));
    const ended = await appliedIfPlanned(await settled(user, again.id));
    expect(ended).toMatchObject({ state: 'applied', rows: ROWS, errorCount: 0 });
    expect(await counting(table)).toBe(before + ROWS);
    const tables = await installation.tables();
    expect(tables['import_batch']).toHaveLength(batches + 1);
    expect(tables[table]?.filter(({ batchId }) => batchId === again.id)).toHaveLength(ROWS);
  }

  const month = (): string => `2020-${String((files++ % 12) + 1).padStart(2, '0')}`;

  it.each(IN_REGISTRY)('when %s goes on with a registry and applies it wholly and once', async (point) => {
    const asOf = month();
    await killedAt(point, registryOf(HEADER, enterprises(ROWS, 10 + files)), { kind: 'registry', asOf }, 'registry_line');
  });

  it.each(IN_PERSONS)('when %s goes on with persons and applies them wholly and once', async (point) => {
    const asOf = month();
    await killedAt(point, personsOf(`${files}`), { kind: 'enrolment-person', asOf }, 'enrolment_person');
  });
});
