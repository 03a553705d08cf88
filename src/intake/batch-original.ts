import type { Writable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { demand, type Principal } from '../access/index.js';
import { notFound } from '../kernel/index.js';
import { FileStore } from '../platform/files/file-store.js';
import { pathOf, writeTarget, type SourceFile } from '../platform/files/source-file.js';
import { IntakeStore } from './intake.store.js';

/** The very bytes that were uploaded, whatever became of their batch. */
@Injectable()
export class BatchOriginal {
  constructor(
    private readonly store: IntakeStore,
    private readonly files: FileStore,
  ) {}

  /** Writes into the target; returns the name under which the file was uploaded. */
  async unseal(principal: Principal, id: number, target: SourceFile): Promise<string> {
    demand(principal, 'data.import');
    const batch = await this.store.find(id, principal.scope);
    if (!batch) throw notFound('该导入批次');
    const create = (path: string): Writable => writeTarget(typeof target === 'string' ? path : { ...target, path });
    await this.files.unsealInto(batch.fileHash, pathOf(target), create);
    return batch.fileName;
  }
}
