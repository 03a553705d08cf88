import { join } from 'node:path';
import { Injectable } from '@nestjs/common';
import { FileStore } from '../platform/files/file-store.js';
import type { EphemeralFile } from '../platform/files/source-file.js';
import { TemporaryFiles } from '../platform/files/temporary-files.js';
import { opening, WorkbookOpener, type OpenWorkbook, type SheetKind } from './domain/index.js';

/** Opens a stored upload: for the time of the reading its bytes lie in a folder of their own, under a key of this process. */
@Injectable()
export class StoredWorkbook {
  constructor(
    private readonly opener: WorkbookOpener,
    private readonly files: FileStore,
    private readonly temporary: TemporaryFiles,
  ) {}

  read<T>(fileHash: string, kind: SheetKind<unknown>, work: (workbook: OpenWorkbook) => Promise<T>): Promise<T> {
    return this.opened(fileHash, (file) => this.opener.open(file, opening(kind)), work);
  }

  /** As `read`, for whoever has another workbook open meanwhile. */
  readBeside<T>(fileHash: string, kind: SheetKind<unknown>, work: (workbook: OpenWorkbook) => Promise<T>): Promise<T> {
    return this.opened(fileHash, (file) => this.opener.openBeside(file, opening(kind)), work);
  }

  private opened<T>(
    fileHash: string,
    open: (file: EphemeralFile) => Promise<OpenWorkbook>,
    work: (workbook: OpenWorkbook) => Promise<T>,
  ): Promise<T> {
    return this.unsealed(fileHash, async (file) => {
      const workbook = await open(file);
      try {
        return await work(workbook);
      } finally {
        await workbook.close();
      }
    });
  }

  /** The file that `work` gets is gone afterwards. */
  async unsealed<T>(fileHash: string, work: (file: EphemeralFile) => Promise<T>): Promise<T> {
    return this.temporary.within(async (folder) => {
      const file = join(folder, 'workbook');
      await this.files.unsealInto(fileHash, file, (aside) => this.temporary.write(aside));
      return work(this.temporary.at(file));
    });
  }
}
