import { createHash } from 'node:crypto';
import { cp, mkdtemp, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { restoreBackup } from '../../src/backup/index.js';
import { Problem } from '../../src/kernel/index.js';
import { body, uploadOf } from '../support/api-client.js';
import { describeInstallations, runningInstallation } from '../support/installation.js';
import { runCommandLine, type CommandResult, type Environment } from '../support/processes.js';
import { CITY } from '../support/repository.js';
import { createScratchDatabase, type ScratchDatabase } from '../support/services.js';
import { readTables, type Row, type Tables } from '../support/tables.js';
import { administratorOf, CITY_CODE, userWith } from '../support/users.js';

const SECRET = 'a passphrase that is long enough';
/** What a restored installation writes by itself, or the service between backup and comparison. */
const GOES_ON = ['job', 'user_session', 'audit_entry', 'audit_head'];

const sha256 = (value: unknown): string => createHash('sha256').update(JSON.stringify(value)).digest('hex');
const hashes = (tables: Tables): Record<string, string> =>
  Object.fromEntries(
    Object.entries(tables)
      .filter(([name]) => !GOES_ON.includes(name))
      .map(([name, rows]) => [name, sha256(rows.map((row) => JSON.stringify(row)).sort())]),
  );

async function filesIn(folder: string): Promise<Record<string, string>> {
  const found = (await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => [])).filter((entry) => entry.isFile());
  const hashed = found.map(async ({ parentPath, name }) => [
    name,
    createHash('sha256')
      .update(await readFile(join(parentPath, name)))
      .digest('hex'),
  ]);
  return Object.fromEntries(await Promise.all(hashed)) as Record<string, string>;
}

await describeInstallations('a backup', (kind) => {
  const running = runningInstallation(kind, async ({ application }) => {
    const administrator = await administratorOf(application);
    const reviewer = await userWith(administrator, 'municipal-reviewer', CITY_CODE);
    const workbook = await uploadOf(join(CITY, '单位参保_2020-12.xlsx'));
    await body(reviewer.import(workbook, { kind: 'enrolment-unit', asOf: '2020-12', step: 'apply' }));
    return { administrator };
  });

  let folder: string;
  let target: ScratchDatabase;
  let backup: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'backup-drill-'));
    target = await createScratchDatabase(kind, 'restored');
  });

  afterAll(async () => {
    await rm(folder, { recursive: true, force: true });
    await target.drop();
  });

  const cli = (args: readonly string[], env: Environment = {}): Promise<CommandResult> =>
    runCommandLine(args, { BACKUP_PASSPHRASE: SECRET, ...env });

  const restore = (from: string, ...more: string[]): Promise<CommandResult> => {
    const { databaseUrl, dataDir } = target.config;
    const database = databaseUrl === undefined ? [] : ['--database', databaseUrl];
    const key = join(running().installation.dataDir, 'data.key');
    return cli(['restore', '--from', from, '--into', dataDir, '--data-key', key, ...database, ...more], { ALLOW_WEAK_DURABILITY: 'true' });
  };

  async function backUp(): Promise<string> {
    const { installation } = running();
    const { stdout, stderr } = await installation.cli('backup', '--out', folder, '--key-file', join(folder, 'backup.key'), '--json');
    if (stdout === '') throw new Error(stderr);
    return (JSON.parse(stdout) as { folder: string }).folder;
  }

  it('is made while people write, and is of one moment', async () => {
    await writeFile(join(folder, 'backup.key'), SECRET);
    const { administrator } = running();
    let made = 0;
    const writers = new AbortController();
    const writing = (async () => {
      for (; !writers.signal.aborted; made++)
        await body(
          administrator.post('/api/users', { username: `busy${made}`, displayName: '某人', role: 'county-clerk', regionCode: '150802' }),
        );
    })();
    const during = await backUp();
    writers.abort();
    await writing;
    expect(made).toBeGreaterThan(0);
    const restored = await restore(during);
    expect({ code: restored.code, stderr: restored.stderr }).toEqual({ code: 0, stderr: '' });
    const { user_account: users = [], audit_entry: entries = [] } = await readTables(target.config);
    const created = entries.filter(({ action }) => action === 'user.created');
    // User and entry are of one transaction: a copy of two moments would have one without the other.
    expect(created.map(({ subjectId }) => Number(subjectId)).sort((a, b) => a - b)).toEqual(
      users.map(({ id }) => Number(id)).sort((a, b) => a - b),
    );
    await rm(during, { recursive: true });
  });

  it('is refused where something is already, and leaves that as it is', async () => {
    backup = await backUp();
    const before = hashes(await readTables(target.config));
    const refused = await restore(backup);
    expect(refused).toMatchObject({ code: 2, stderr: expect.stringContaining('不是空的') });
    expect(hashes(await readTables(target.config))).toEqual(before);
  });

  it('gives back every row and every file', async () => {
    const { installation } = running();
    await target.drop();
    target = await createScratchDatabase(kind, 'restored');
    const source = await installation.tables();
    const { code, stdout, stderr } = await restore(backup, '--json');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(JSON.parse(stdout)).toMatchObject({ audit: { sound: true, faults: [] } });
    const restored = await readTables(target.config);
    expect(hashes(restored)).toEqual(hashes(source));
    expect(Object.keys(restored).length).toBeGreaterThan(40);
    expect(await filesIn(join(target.config.dataDir, 'files'))).toEqual(await filesIn(join(installation.dataDir, 'files')));
    const trail = (rows: readonly Row[] = []): string[] => rows.map(({ seq, mac }) => `${String(seq)} ${String(mac)}`);
    expect(trail(restored['audit_entry']).slice(0, -1)).toEqual(
      trail(source['audit_entry']).slice(0, (restored['audit_entry']?.length ?? 0) - 1),
    );
  });

  it('can be opened by nobody without its key, and tells what is wrong with it', async () => {
    await target.drop();
    target = await createScratchDatabase(kind, 'restored');
    const broken = async (name: string, harm: (copy: string) => Promise<void>): Promise<string> => {
      const copy = join(folder, name);
      await cp(backup, copy, { recursive: true });
      await harm(copy);
      const keyFile = join(folder, name === 'wrong-key' ? 'other.key' : 'backup.key');
      const { dataDir: into, databaseUrl } = target.config;
      const dataKey = (await readFile(join(running().installation.dataDir, 'data.key'), 'utf8')).trim();
      const told = await restoreBackup({ from: copy, into, databaseUrl, dataKey, keyFile, passphrase: undefined }).then(
        () => 'restored',
        (error: unknown) => (error instanceof Problem ? error.message : 'failed'),
      );
      expect((await readdir(into)).length).toBe(0);
      return told;
    };
    await writeFile(join(folder, 'other.key'), 'another passphrase, long enough');
    const sealed = 'database.sealed';
    expect(await broken('wrong-key', async () => undefined)).toContain('备份密钥或口令不对');
    expect(await broken('truncated', (copy) => truncate(join(copy, sealed), 1_000))).toContain('备份不完整');
    expect(await broken('damaged', async (copy) => writeFile(join(copy, sealed), flipped(await readFile(join(copy, sealed)))))).toContain(
      '已损坏或被改动',
    );
    expect(await broken('missing', (copy) => rm(join(copy, 'files.sealed')))).toContain('备份缺少文件');
    expect(await broken('unfinished', (copy) => rm(join(copy, 'manifest.json')))).toContain('缺少 manifest.json');
    expect(await broken('foreign', (copy) => writeFile(join(copy, 'manifest.json'), '{"format":"other/1"}'))).toContain(
      '这不是本系统的备份',
    );
    expect(
      await broken('edited', async (copy) => {
        const file = join(copy, 'manifest.json');
        await writeFile(file, (await readFile(file, 'utf8')).replace('"files": ', '"files": 1'));
      }),
    ).toContain('manifest.json 被改动过');
  });

  it('goes by age and number, the newest never', async () => {
    const { installation } = running();
    const kept = await installation.cli('backup', '--out', folder, '--key-file', join(folder, 'backup.key'), '--keep-last', '1', '--json');
    const { folder: newest, removed } = JSON.parse(kept.stdout) as { folder: string; removed: string[] };
    expect(removed).toEqual([backup.slice(folder.length + 1)]);
    expect((await readdir(folder)).filter((name) => name.startsWith('backup-'))).toEqual([newest.slice(folder.length + 1)]);
  });

  it('that is too old is a warning of a service that goes on', async () => {
    const { installation, application } = running();
    const health = async ({ address }: { readonly address: string }): Promise<unknown> => {
      const answer = await fetch(`${address}/health`);
      return { status: answer.status, body: await answer.json() };
    };
    expect(await health(application)).toEqual({ status: 200, body: { status: 'ok' } });
    const watching = await installation.start({ ROLE: 'web', BACKUP_MAX_AGE_HOURS: '24' });
    expect(await health(watching)).toEqual({ status: 200, body: { status: 'ok', backup: 'ok' } });
  });
});

function flipped(bytes: Buffer): Buffer {
  const at = Math.floor(bytes.length / 2);
  bytes.writeUInt8(bytes.readUInt8(at) ^ 1, at);
  return bytes;
}
