import { randomBytes } from 'node:crypto';
import { createWriteStream, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { OnApplicationShutdown } from '@nestjs/common';
import { readSource, writeEphemeral, type EphemeralFile } from './source-file.js';

const HOUR_MS = 3_600_000;

/** Bytes of the key: AES-256 or SM4. */
const KEY_BYTES = { aes: 32, sm: 16 } as const;

/**
 * `<dataDir>/tmp`: where uploads and unsealed files lie for as long as they are worked on. Each process has a folder of its own in it, and a key that ends
 * with the process: what lies there is never in the clear, and what a crash leaves behind nobody can read.
 */
export class TemporaryFiles implements OnApplicationShutdown {
  readonly folder: string;
  private readonly key: Buffer;
  private readonly parent: string;

  constructor(dataDir: string, profile: keyof typeof KEY_BYTES = 'aes') {
    this.key = randomBytes(KEY_BYTES[profile]);
    this.parent = join(dataDir, 'tmp');
    mkdirSync(this.parent, { recursive: true, mode: 0o700 });
    this.folder = mkdtempSync(join(this.parent, 'process-'));
  }

  /** Whatever still lies there, such as an upload that was cut off, goes with the process. */
  onApplicationShutdown(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** A folder of its own for the time of `work`. */
  async within<T>(work: (folder: string) => Promise<T>): Promise<T> {
    const folder = await this.create();
    try {
      return await work(folder);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }

  /** A folder that the caller removes. */
  async create(): Promise<string> {
    await mkdir(this.folder, { recursive: true, mode: 0o700 });
    return mkdtemp(join(this.folder, 'read-'));
  }

  /** The file at a path in the folder, as whoever is given it can read it. */
  at(path: string): EphemeralFile {
    return { path, key: this.key };
  }

  write(path: string): Writable {
    return writeEphemeral(this.at(path));
  }

  read(path: string): Readable {
    return readSource(this.at(path));
  }

  /** Into a file outside of the folder, as it is: where a person on the server asked for it. */
  async takeOut(path: string, target: string): Promise<void> {
    await pipeline(this.read(path), createWriteStream(target, { mode: 0o600 }));
  }

  /** Removes what a crashed process left. What is younger than an hour may be another process's at work. */
  async removeLeftovers(now: Date): Promise<void> {
    for (const name of await readdir(this.parent).catch(() => [])) {
      const path = join(this.parent, name);
      if (path !== this.folder) await removeOld(path, now);
    }
  }
}

/** A process's folder is only emptied: it may be alive and idle. */
async function removeOld(folder: string, now: Date): Promise<void> {
  for (const name of await readdir(folder).catch(() => [])) {
    const path = join(folder, name);
    const found = await stat(path).catch(() => undefined);
    if (found && now.getTime() - found.mtimeMs > HOUR_MS) await rm(path, { recursive: true, force: true });
  }
}
