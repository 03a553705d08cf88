import { Injectable } from '@nestjs/common';
import { demand, type Principal } from '../access/index.js';
import { notFound } from '../kernel/index.js';
import { FileStore } from '../platform/files/file-store.js';
import { IntakeStore } from './intake.store.js';

/** The very bytes that were uploaded, whatever became of their batch. */
@Injectable()
export class BatchOriginal {
  constructor(
    private readonly store: IntakeStore,
    private readonly files: FileStore,
  ) {}

  /** Unseals into `path`; returns the name under which the file was uploaded. */
  async unseal(principal: Principal, id: number, path: string): Promise<{ readonly path: string; readonly fileName: string }> {
    demand(principal, 'data.import');
    const batch = await this.store.find(id, principal.scope);
    if (!batch) throw notFound('该导入批次');
    await this.files.unsealTo(batch.fileHash, path);
    return { path, fileName: batch.fileName };
  }
}
