import { randomBytes } from 'node:crypto';
import { link, mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Problem } from '../kernel/index.js';
import type { Config } from '../platform/config/config.js';

const KEY_BYTES = 32;
const KEY_TEXT = /^[0-9a-f]{64}\n?$/i;
const FILE_NAME = 'data.key';
/** The key that is to take its place, for the moment in which the database changes from the one to the other. */
const NEXT_FILE_NAME = 'data.key.next';

/**
 * The key that wraps the keys of all personal data, 32 bytes: from the configuration, else from `<dataDir>/data.key`, which the first start makes.
 * Losing it loses every sealed text: it belongs in the backup, apart from the data. Throws Problem `data-key-malformed` or `data-key-unavailable`.
 */
export async function loadDataKey(config: Pick<Config, 'dataDir' | 'dataKey'>): Promise<Buffer> {
  if (config.dataKey !== undefined) return parseKey(config.dataKey);
  try {
    return parseKey((await readKeyFile(config.dataDir, FILE_NAME)) ?? (await makeKeyFile(config.dataDir)));
  } catch (error) {
    throw error instanceof Problem ? error : unavailable(error);
  }
}

/** A key written down by a person: 64 hexadecimal digits. Throws Problem `data-key-malformed`. */
export const readDataKey = async (path: string): Promise<Buffer> => parseKey(await readFile(path, 'utf8'));

/** Makes a new key and keeps it beside the present one, on disk before anything is wrapped with it. */
export async function stageNextKey(dataDir: string): Promise<Buffer> {
  const key = randomBytes(KEY_BYTES);
  await rm(join(dataDir, NEXT_FILE_NAME), { force: true });
  await writeDurably(join(dataDir, NEXT_FILE_NAME), `${key.toString('hex')}\n`);
  await syncDirectory(dataDir);
  return key;
}

/** The key that `stageNextKey` has left, if any. */
export async function stagedKey(dataDir: string): Promise<Buffer | undefined> {
  const text = await readKeyFile(dataDir, NEXT_FILE_NAME);
  return text === undefined ? undefined : parseKey(text);
}

/** The staged key becomes the installation's: at once or not at all. Another process may have seen to it already. */
export async function promoteNextKey(dataDir: string): Promise<void> {
  await rename(join(dataDir, NEXT_FILE_NAME), join(dataDir, FILE_NAME)).catch((error: unknown) => {
    if (codeOf(error) !== 'ENOENT') throw error;
  });
  await syncDirectory(dataDir);
}

function parseKey(text: string): Buffer {
  if (KEY_TEXT.test(text)) return Buffer.from(text.trim(), 'hex');
  throw new Problem(
    'unavailable',
    'data-key-malformed',
    `密钥文件 ${FILE_NAME} 内容不是 64 位十六进制。请从备份恢复该文件；不要删除或新建，否则已加密的个人信息将无法读取。`,
  );
}

async function readKeyFile(dataDir: string, name: string): Promise<string | undefined> {
  try {
    return await readFile(join(dataDir, name), 'utf8');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}

/** A finished file appears under its name at once or not at all; of two processes that start together, one key wins and both read it. */
async function makeKeyFile(dataDir: string): Promise<string> {
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  const draft = join(dataDir, `${FILE_NAME}.${randomBytes(8).toString('hex')}`);
  const target = join(dataDir, FILE_NAME);
  try {
    await writeDurably(draft, `${randomBytes(KEY_BYTES).toString('hex')}\n`);
    await link(draft, target).catch((error: unknown) => {
      if (codeOf(error) !== 'EEXIST') throw error;
    });
  } finally {
    await rm(draft, { force: true });
  }
  await syncDirectory(dataDir);
  return readFile(target, 'utf8');
}

async function writeDurably(path: string, text: string): Promise<void> {
  const file = await open(path, 'wx', 0o600);
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** So that the name, too, survives a power cut. Windows has no such thing and needs none. */
async function syncDirectory(path: string): Promise<void> {
  if (process.platform === 'win32') return;
  const directory = await open(path, 'r');
  try {
    await directory.sync();
  } finally {
    await directory.close();
  }
}

function codeOf(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('code' in error)) return undefined;
  return String(error.code);
}

const unavailable = (error: unknown): Problem =>
  new Problem(
    'unavailable',
    'data-key-unavailable',
    `无法读取或建立密钥文件 ${FILE_NAME}（${codeOf(error) ?? '未知原因'}），请检查 DATA_DIR 的权限与磁盘空间。`,
  );
