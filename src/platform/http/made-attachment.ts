import { rm } from 'node:fs/promises';
import type { StreamableFile } from '@nestjs/common';
import { sizeOf } from '../files/source-file.js';
import type { TemporaryFiles } from '../files/temporary-files.js';
import { attachmentStream } from './attachment.js';

export interface MadeFile {
  readonly path: string;
  readonly fileName: string;
}

/** Makes a file in a folder of its own, encrypted as `TemporaryFiles` writes, sends it piece by piece, and removes it, also where the client goes away. */
export async function madeAttachment(
  temporary: TemporaryFiles,
  type: string,
  make: (folder: string) => Promise<MadeFile>,
): Promise<StreamableFile> {
  const folder = await temporary.create();
  const remove = (): Promise<void> => rm(folder, { recursive: true, force: true });
  try {
    const { path, fileName } = await make(folder);
    const size = await sizeOf(temporary.at(path));
    const stream = temporary.read(path).once('close', () => void remove());
    return attachmentStream(stream, size, fileName, type);
  } catch (error) {
    await remove();
    throw error;
  }
}
