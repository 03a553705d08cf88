import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ZipFile } from '../../src/intake/readers/xlsx/zip-file.js';
import { DEFAULT_LIMITS } from '../../src/intake/readers/xlsx/limits.js';

export const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

/** The files of a zip by their names; fails where a size or checksum is wrong. */
export async function unzipped(bytes: Buffer): Promise<ReadonlyMap<string, Buffer>> {
  const folder = await mkdtemp(join(tmpdir(), 'archive-'));
  try {
    await writeFile(join(folder, 'archive.zip'), bytes);
    const zip = await ZipFile.open(join(folder, 'archive.zip'), DEFAULT_LIMITS);
    try {
      const files = new Map<string, Buffer>();
      for (const name of zip.names()) files.set(name, await contentOf(zip, name));
      return files;
    } finally {
      await zip.close();
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function contentOf(zip: ZipFile, name: string): Promise<Buffer> {
  const member = zip.member(name);
  if (!member) throw new Error(`There is no ${name}.`);
  const pieces: Buffer[] = [];
  for await (const piece of zip.read(member, { bytes: 2 ** 26, code: 'limit-inflated-sheet' })) pieces.push(piece);
  return Buffer.concat(pieces);
}
