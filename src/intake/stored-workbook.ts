import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Inject, Injectable } from '@nestjs/common';
import type { Config } from '../platform/config/config.js';
import { CONFIG } from '../platform/config/config.module.js';
import { FileStore } from '../platform/files/file-store.js';
import { WorkbookOpener, type OpenWorkbook } from './domain/index.js';

/** Opens a stored upload: for the time of the reading its bytes lie unsealed in a folder of their own. */
@Injectable()
export class StoredWorkbook {
  constructor(
    private readonly opener: WorkbookOpener,
    private readonly files: FileStore,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  async read<T>(fileHash: string, work: (workbook: OpenWorkbook) => Promise<T>): Promise<T> {
    return this.unsealed(fileHash, async (file) => {
      const workbook = await this.opener.open(file);
      try {
        return await work(workbook);
      } finally {
        await workbook.close();
      }
    });
  }

  /** The path that `work` gets is gone afterwards. */
  async unsealed<T>(fileHash: string, work: (file: string) => Promise<T>): Promise<T> {
    const parent = join(this.config.dataDir, 'tmp');
    await mkdir(parent, { recursive: true, mode: 0o700 });
    const folder = await mkdtemp(join(parent, 'read-'));
    try {
      const file = join(folder, 'workbook');
      await writeFile(file, await this.files.get(fileHash), { mode: 0o600 });
      return await work(file);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }
}
