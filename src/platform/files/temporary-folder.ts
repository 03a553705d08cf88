import { mkdtempSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { OnApplicationShutdown } from '@nestjs/common';

/** A folder of this process alone for what is being uploaded or read; gone when the process stops, whatever lies in it. */
export class TemporaryFolder implements OnApplicationShutdown {
  readonly path: string;

  constructor(dataDir: string) {
    const parent = join(dataDir, 'tmp');
    mkdirSync(parent, { recursive: true, mode: 0o700 });
    this.path = mkdtempSync(join(parent, 'process-'));
  }

  onApplicationShutdown(): void {
    rmSync(this.path, { recursive: true, force: true });
  }
}
