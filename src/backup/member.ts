import { createHash, type Hash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import { Problem } from '../kernel/index.js';
import type { MemberFacts } from './manifest.js';
import { ChunkError, type BackupKey } from './sealing.js';

export const DATABASE_MEMBER = 'database';
export const FILES_MEMBER = 'files';
const fileOf = (folder: string, name: string): string => join(folder, `${name}.sealed`);

/** Squeezes, seals and writes a member, some MiB of it in memory at a time; on the disk when it returns. */
export async function writeMember(folder: string, name: string, plain: AsyncIterable<Buffer>, key: BackupKey): Promise<MemberFacts> {
  const path = fileOf(folder, name);
  const hash = createHash('sha256');
  await pipeline(
    Readable.from(plain),
    createGzip({ level: 6 }),
    key.sealing(name),
    tap(hash),
    createWriteStream(path, { mode: 0o600, flags: 'wx' }),
  );
  await syncFile(path);
  return { name, bytes: (await stat(path)).size, sha256: hash.digest('hex') };
}

/** Looks at a member without opening it. Throws Problem `backup-member-missing`, `backup-truncated` or `backup-damaged`. */
export async function checkMember(folder: string, { name, bytes, sha256 }: MemberFacts): Promise<void> {
  const path = fileOf(folder, name);
  const found = await stat(path).catch(() => undefined);
  if (!found) throw new Problem('unreadable', 'backup-member-missing', `备份缺少文件 ${name}.sealed，无法恢复。请换一个备份。`);
  if (found.size < bytes) throw truncated();
  const hash = createHash('sha256');
  for await (const piece of createReadStream(path)) hash.update(piece as Buffer);
  if (found.size !== bytes || hash.digest('hex') !== sha256) throw damaged();
}

/** A member's plain bytes. What goes wrong is thrown as Problem `backup-truncated` or `backup-damaged`. */
export async function* readMember(folder: string, name: string, key: BackupKey): AsyncGenerator<Buffer, void> {
  const plain = createGunzip();
  const flow = pipeline(createReadStream(fileOf(folder, name)), key.opening(name), plain);
  // Its failure reaches the reader through `plain`, too.
  flow.catch(() => undefined);
  try {
    for await (const piece of plain) yield piece as Buffer;
    await flow;
  } catch (error) {
    if (error instanceof ChunkError) throw error.truncated ? truncated() : damaged();
    if (error instanceof Error && 'code' in error && String(error.code).startsWith('Z_')) throw damaged();
    throw error;
  }
}

const truncated = (): Problem =>
  new Problem('unreadable', 'backup-truncated', '备份不完整，后面一部分缺失（可能复制中断或磁盘已满）。请换一个备份。');
const damaged = (): Problem =>
  new Problem('unreadable', 'backup-damaged', '备份的内容与其校验值不符，已损坏或被改动，没有恢复任何内容。请换一个备份。');

function tap(hash: Hash): Transform {
  return new Transform({
    transform(piece: Buffer, _encoding, done) {
      hash.update(piece);
      done(null, piece);
    },
  });
}

/** So that what is written survives a power cut. */
export async function syncFile(path: string): Promise<void> {
  const file = await open(path, 'r');
  await file.sync().finally(() => file.close());
}
