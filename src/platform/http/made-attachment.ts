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
export const madeAttachment = (
  temporary: TemporaryFiles,
  type: string,
  make: (folder: string) => Promise<MadeFile>,
): Promise<StreamableFile> => madeAttachmentOf(temporary, async (folder) => ({ ...(await make(folder)), type }));

/** As `madeAttachment`, where the file says of what type it is. */
export async function madeAttachmentOf(
  temporary: TemporaryFiles,
  make: (folder: string) => Promise<MadeFile & { readonly type: string }>,
): Promise<StreamableFile> {
  const folder = await temporary.create();
  const remove = (): Promise<void> => rm(folder, { recursive: true, force: true });
  try {
    const { path, fileName, type } = await make(folder);
    const size = await sizeOf(temporary.at(path));
    const stream = temporary.read(path).once('close', () => void remove());
    return attachmentStream(stream, size, fileName, type);
  } catch (error) {
    await remove();
    throw error;
  }
}
