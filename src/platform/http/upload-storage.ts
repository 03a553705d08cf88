import { randomBytes } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

interface Incoming {
  readonly stream: Readable;
}

interface Stored {
  readonly path: string;
  readonly size: number;
}

/** Where multer writes uploads. Its own disk storage leaves half a file behind when the disk is full or the client goes away. */
export class UploadStorage {
  constructor(private readonly folder: string) {}

  _handleFile(_request: unknown, { stream }: Incoming, done: (error: unknown, stored?: Stored) => void): void {
    const path = join(this.folder, `upload-${randomBytes(12).toString('hex')}`);
    const target = createWriteStream(path, { mode: 0o600, flags: 'wx' });
    pipeline(stream, target).then(
      () => done(null, { path, size: target.bytesWritten }),
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
