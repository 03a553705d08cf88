import { randomBytes } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { TemporaryFiles } from '../files/temporary-files.js';

interface Incoming {
  readonly stream: Readable;
}

interface Stored {
  readonly path: string;
  readonly size: number;
}

/** Where multer writes uploads: encrypted, as everything temporary. Its own disk storage leaves half a file behind when the disk is full or the client goes away. */
export class UploadStorage {
  constructor(private readonly files: TemporaryFiles) {}

  _handleFile(_request: unknown, { stream }: Incoming, done: (error: unknown, stored?: Stored) => void): void {
    const path = join(this.files.folder, `upload-${randomBytes(12).toString('hex')}`);
    let size = 0;
    stream.on('data', (piece: Buffer) => (size += piece.length));
    pipeline(stream, this.files.write(path)).then(
      () => done(null, { path, size }),
      (error: unknown) => {
        const tell = (): void => done(error);
        rm(path, { force: true }).then(tell, tell);
      },
    );
  }

  _removeFile(_request: unknown, { path }: Partial<Stored>, done: (error: unknown) => void): void {
    if (path === undefined) done(null);
    else
      rm(path, { force: true }).then(
        () => done(null),
        (error: unknown) => done(error),
      );
  }
}
