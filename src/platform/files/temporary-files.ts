import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { OnApplicationShutdown } from '@nestjs/common';

const HOUR_MS = 3_600_000;

/** `<dataDir>/tmp`: where uploads and unsealed files lie for as long as they are worked on. Each process has a folder of its own in it. */
export class TemporaryFiles implements OnApplicationShutdown {
  readonly folder: string;
  private readonly parent: string;

  constructor(dataDir: string) {
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

  /** Removes what a crashed process left in the clear. What is younger than an hour may be another process's at work. */
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
