import { mkdir, mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';

const HOUR_MS = 3_600_000;

/** `<dataDir>/tmp`: where uploads and unsealed files lie for as long as they are worked on. Several processes share it. */
export class TemporaryFiles {
  readonly folder: string;

  constructor(dataDir: string) {
    this.folder = join(dataDir, 'tmp');
    mkdirSync(this.folder, { recursive: true, mode: 0o700 });
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

  /** Removes what a crashed process left in the clear. What is younger than an hour may be in use. */
  async removeLeftovers(now: Date): Promise<void> {
    for (const name of await readdir(this.folder).catch(() => [])) {
      const path = join(this.folder, name);
      const found = await stat(path).catch(() => undefined);
      if (found && now.getTime() - found.mtimeMs > HOUR_MS) await rm(path, { recursive: true, force: true });
    }
  }
}
