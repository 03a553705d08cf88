import { createWriteStream } from 'node:fs';
import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { KeyEncryptionKey, loadDataKey } from '../access/index.js';
import { Problem } from '../kernel/index.js';
import { describeSqlite, emptyMysql, isEmptyMysql, loadMysql, sqliteFileIn } from '../platform/database/snapshot/index.js';
import { unpackFiles } from './file-pack.js';
import { linesOf } from './lines.js';
import { demandKey, readManifest, type Manifest } from './manifest.js';
import { checkMember, DATABASE_MEMBER, FILES_MEMBER, readMember, syncFile } from './member.js';
import { BackupKey } from './sealing.js';
import { readSecret, type SecretSource } from './secret.js';

export interface RestoreRequest extends SecretSource {
  /** The folder of one backup. */
  readonly from: string;
  /** The new data folder: empty, or with nothing but `data.key`. */
  readonly into: string;
  /** The new, empty database; undefined for SQLite. */
  readonly databaseUrl: string | undefined;
  /** The data key, hex; undefined: `data.key` in the new folder. */
  readonly dataKey: string | undefined;
}

const DATA_KEY_FILE = 'data.key';

/**
 * Puts a backup back into an empty place. Everything is verified before anything is touched; where putting back fails, what was put is taken away again.
 * Throws Problem `backup-…` or `restore-…`.
 */
export async function restoreBackup(request: RestoreRequest): Promise<Manifest> {
  const signed = await readManifest(request.from);
  const { manifest } = signed;
  const key = new BackupKey(await readSecret(request, undefined), Buffer.from(manifest.salt, 'hex'));
  demandKey(signed, key);
  await demandTarget(request, manifest);
  await demandDataKey(request, manifest);
  for (const member of manifest.members) await checkMember(request.from, member);
  try {
    await putBack(request, manifest, key);
  } catch (error) {
    await takeAway(request);
    throw error;
  }
  return manifest;
}

async function demandTarget({ into, databaseUrl }: RestoreRequest, { database }: Manifest): Promise<void> {
  const found = await readdir(into).catch((): string[] => []);
  if (found.some((name) => name !== DATA_KEY_FILE))
    throw new Problem(
      'conflict',
      'restore-target-not-empty',
      '目标数据目录不是空的（只允许有 data.key）。请另选一个空目录，以免覆盖已有数据。',
    );
  if ((database === 'mysql') !== (databaseUrl !== undefined)) throw otherDatabase(database);
  if (databaseUrl !== undefined && !(await isEmptyMysql(databaseUrl)))
    throw new Problem(
      'conflict',
      'restore-database-not-empty',
      '目标数据库里已有表。请用 --database 指定一个空的数据库，以免覆盖已有数据。',
    );
}

const otherDatabase = (database: Manifest['database']): Problem =>
  new Problem(
    'invalid',
    'restore-other-database',
    database === 'mysql'
      ? '这是 MySQL/MariaDB 的备份，请用 --database 指定一个空的 MySQL/MariaDB 数据库。'
      : '这是 SQLite 的备份，恢复时不能使用 --database（也请清除 DATABASE_URL）。',
  );

/** Without it the restored data could not be read, nor the audit trail be verified. */
async function demandDataKey({ into, dataKey }: RestoreRequest, { dataKeyId }: Manifest): Promise<void> {
  const present = dataKey !== undefined || (await readdir(into).catch((): string[] => [])).includes(DATA_KEY_FILE);
  if (!present)
    throw new Problem(
      'invalid',
      'restore-data-key-missing',
      '缺少数据密钥：备份里没有它。请用 --data-key 指定另行保管的 data.key（或设置 DATA_KEY），否则恢复后个人信息无法读取。',
    );
  if (new KeyEncryptionKey(await loadDataKey({ dataDir: into, dataKey })).id === dataKeyId) return;
  throw new Problem('invalid', 'restore-data-key-wrong', '给出的数据密钥不是该备份所用的那一把，请找出制作备份时系统所用的 data.key。');
}

async function putBack({ from, into, databaseUrl, dataKey }: RestoreRequest, manifest: Manifest, key: BackupKey): Promise<void> {
  await mkdir(into, { recursive: true, mode: 0o700 });
  const files = await unpackFiles(readMember(from, FILES_MEMBER, key), join(into, 'files'));
  const rows =
    databaseUrl === undefined
      ? await putSqlite(from, into, key)
      : await loadMysql(databaseUrl, linesOf(readMember(from, DATABASE_MEMBER, key)));
  if (files !== manifest.files || !equalCounts(rows, manifest.rows))
    throw new Problem(
      'unavailable',
      'restore-counts-differ',
      '恢复后的行数或文件数与备份清单不符，已撤回恢复的内容。请换一个备份，并报告此问题。',
    );
  if (dataKey !== undefined && !(await readdir(into)).includes(DATA_KEY_FILE))
    await writeFile(join(into, DATA_KEY_FILE), `${dataKey}\n`, { mode: 0o600, flag: 'wx' });
}

/** Under its name the database stands only once it is whole. */
async function putSqlite(from: string, into: string, key: BackupKey): Promise<Readonly<Record<string, number>>> {
  const aside = `${sqliteFileIn(into)}.part`;
  await pipeline(Readable.from(readMember(from, DATABASE_MEMBER, key)), createWriteStream(aside, { mode: 0o600, flags: 'wx' }));
  const { rows } = describeSqlite(aside);
  for (const name of ['-wal', '-shm']) await rm(aside + name, { force: true });
  await syncFile(aside);
  await rename(aside, sqliteFileIn(into));
  return rows;
}

function equalCounts(found: Readonly<Record<string, number>>, wanted: Readonly<Record<string, number>>): boolean {
  const names = new Set([...Object.keys(found), ...Object.keys(wanted)]);
  return [...names].every((name) => found[name] === wanted[name]);
}

async function takeAway({ into, databaseUrl }: RestoreRequest): Promise<void> {
  for (const name of await readdir(into).catch((): string[] => []))
    if (name !== DATA_KEY_FILE) await rm(join(into, name), { recursive: true, force: true });
  if (databaseUrl !== undefined) await emptyMysql(databaseUrl);
}
