import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { BatchView } from '../../src/intake/intake.dto.js';
import { ApiClient, body, expectRefusal, type Upload } from '../support/api-client.js';
import { Application, eventually, runCommandLine, type CommandResult } from '../support/processes.js';
import { createScratchDatabase } from '../support/services.js';
import { readTables, type Tables } from '../support/tables.js';
import { administratorOf, CITY_CODE, userWith } from '../support/users.js';
import { ROOT } from '../support/repository.js';
import { runInNamespace, SmallDisk, withoutDisk } from './small-disk.js';

import.meta.jest.setTimeout(120_000);

const KIBIBYTE = 1024;
const MEBIBYTE = KIBIBYTE * KIBIBYTE;
const fields = { kind: 'enrolment-unit', asOf: '2022-12' };

/** A list of units of about this size. */
function unitsOf(prefix: string, rows: number): Upload {
  const lines = Array.from({ length: rows }, (_, i) => `${prefix}${i},${prefix}号企业有限公司${i},工伤保险,参保,${i % 50},临河区`);
  const text = `单位编号,单位名称,险种类型,参保状态,参保人数,参保区划\r\n${lines.join('\r\n')}\r\n`;
  return { name: `${prefix}.csv`, bytes: new TextEncoder().encode(text) };
}

const disk = SmallDisk.find(24);
const inNamespace = disk ? undefined : runInNamespace();

if (disk) describe('on a full disk', () => journey(disk));
else if (inNamespace) describe('on a full disk', () => sameIn(inNamespace));
else {
  withoutDisk();
  describe.skip('on a full disk', () => it('is tested where there is one', () => undefined));
}

/** This spec once more, where a disk can be mounted. */
function sameIn(run: NonNullable<typeof inNamespace>): void {
  it('as root of a namespace of its own', () => {
    const spec = ['--selectProjects', 'e2e', '--maxWorkers', '1', '--runTestsByPath', import.meta.filename];
    const { status, stdout, stderr } = run([process.execPath, join(ROOT, 'scripts', 'jest.mjs'), ...spec]);
    expect({ status, output: status === 0 ? '' : stdout + stderr }).toEqual({ status: 0, output: '' });
    expect(stderr).toMatch(/Tests: +\d+ passed/);
  }, 300_000);
}

function journey(small: SmallDisk): void {
  let application: Application;
  let reviewer: ApiClient;

  beforeAll(async () => {
    application = await Application.start({ DATA_DIR: small.folder });
    reviewer = await userWith(await administratorOf(application), 'municipal-reviewer', CITY_CODE);
    await body(reviewer.import<BatchView>(unitsOf('先', 20), { ...fields, step: 'apply' }));
  });
  beforeEach(() => small.empty());
  afterAll(async () => {
    await application.stop();
    small.release();
  });

  /** Everything that imports write. */
  const data = async (): Promise<Tables> => {
    const { job: _job, user_session: _session, ...rest } = await readTables({ databaseUrl: undefined, dataDir: small.folder });
    return rest;
  };
  const passing = (): string[] =>
    readdirSync(join(small.folder, 'tmp'), { recursive: true, withFileTypes: true })
      .filter((entry) => !(entry.isDirectory() && entry.name.startsWith('process-')))
      .map(({ name }) => name);
  const stored = (): string[] => readdirSync(join(small.folder, 'files'), { recursive: true }).map(String).sort();
  const health = async (): Promise<number> => (await new ApiClient(application.address).get('/health')).status;

  it('a backup is refused, and nothing stands under a name of its own that is not whole', async () => {
    const scratch = await createScratchDatabase('sqlite', 'full');
    const out = join(small.folder, 'backups');
    const env = { DATA_DIR: scratch.config.dataDir, BACKUP_PASSPHRASE: 'a passphrase that is long enough' };
    const backUp = (): Promise<CommandResult> => runCommandLine(['backup', '--out', out, '--json'], env);
    small.fillTo(64 * KIBIBYTE);
    const { code, stderr } = await backUp();
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining('磁盘') });
    expect(readdirSync(out)).toEqual([]);
    small.empty();
    expect(await backUp()).toMatchObject({ code: 0, stderr: '' });
    rmSync(out, { recursive: true });
    await scratch.drop();
  });

  it.each([
    ['there is no room for the upload itself', 0],
    ['there is room for a part of the upload', 512 * KIBIBYTE],
    ['there is room for the upload, but not for storing it', 1.5 * MEBIBYTE],
  ])('an upload is refused with 507 and leaves nothing behind: %s', async (_what, free) => {
    const upload = unitsOf(`大${free}`, 20_000);
    expect(upload.bytes.length).toBeGreaterThan(MEBIBYTE);
    const [before, files] = [await data(), stored()];
    small.fillTo(free);
    const refusal = await expectRefusal(reviewer.import(upload, fields), 507, 'disk-full');
    expect(refusal.title).toContain('腾出空间');
    expect(await health()).toBe(200);
    expect(await data()).toEqual(before);
    expect(passing()).toEqual([]);
    expect(stored()).toEqual(files);
    small.empty();
    const batch = await body(reviewer.import<BatchView>(unitsOf(`后${free}`, 10), fields));
    expect(batch).toMatchObject({ state: 'planned', rows: 10 });
  });

  it('reading and comparing tells why it waits, and goes on by itself once there is room', async () => {
    const upload = unitsOf('续', 20_000);
    small.fillTo(Math.round(2.6 * upload.bytes.length));
    const refusal = await expectRefusal(reviewer.import(upload, { ...fields, asOf: '2022-11' }), 507, 'disk-full');
    expect(refusal.title).toContain('磁盘');
    expect(await health()).toBe(200);
    expect((await data())['enrolment_record']).toHaveLength(20);
    small.empty();
    const batch = await eventually(
      'the batch is planned',
      async () =>
        (await body(reviewer.get<BatchView[]>('/api/imports'))).find(({ fileName, state }) => fileName === '续.csv' && state === 'planned'),
      60,
    );
    expect(batch).toMatchObject({ rows: 20_000, new: 20_000 });
    expect(passing()).toEqual([]);
  });

  it('applying changes nothing, and works once there is room', async () => {
    const planned = await body(reviewer.import<BatchView>(unitsOf('生', 6_000), { ...fields, asOf: '2022-10' }));
    expect(planned.state).toBe('planned');
    small.fillTo(1.2 * MEBIBYTE);
    await expectRefusal(
      reviewer.post(`/api/imports/${planned.id}/apply`, { version: planned.version, confirmLargeChange: true }),
      507,
      'disk-full',
    );
    expect((await data())['enrolment_record']).toHaveLength(20);
    expect(await health()).toBe(200);
    small.empty();
    const applied = await eventually(
      'the batch is applied',
      async () => {
        const now = await body(reviewer.get<BatchView>(`/api/imports/${planned.id}`));
        return now.state === 'applied' ? now : undefined;
      },
      60,
    );
    expect(applied.new).toBe(6_000);
    expect((await data())['enrolment_record']).toHaveLength(6_020);
  });

  it('the service does not end', () => {
    expect(application.isRunning).toBe(true);
  });
}
