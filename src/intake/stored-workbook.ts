import { join } from 'node:path';
import { Injectable } from '@nestjs/common';
import { FileStore } from '../platform/files/file-store.js';
import { TemporaryFiles } from '../platform/files/temporary-files.js';
import { opening, WorkbookOpener, type OpenWorkbook, type SheetKind } from './domain/index.js';

/** Opens a stored upload: for the time of the reading its bytes lie unsealed in a folder of their own. */
@Injectable()
export class StoredWorkbook {
  constructor(
    private readonly opener: WorkbookOpener,
    private readonly files: FileStore,
    private readonly temporary: TemporaryFiles,
  ) {}

  async read<T>(fileHash: string, kind: SheetKind<unknown>, work: (workbook: OpenWorkbook) => Promise<T>): Promise<T> {
    return this.unsealed(fileHash, async (file) => {
      const workbook = await this.opener.open(file, opening(kind));
      try {
        return await work(workbook);
      } finally {
        await workbook.close();
      }
    });
  }

  /** The path that `work` gets is gone afterwards. */
  async unsealed<T>(fileHash: string, work: (file: string) => Promise<T>): Promise<T> {
    return this.temporary.within(async (folder) => {
      const file = join(folder, 'workbook');
      await this.files.unsealTo(fileHash, file);
      return work(file);
    });
  }
}
