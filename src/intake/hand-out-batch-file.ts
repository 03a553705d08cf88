import { join } from 'node:path';
import { Injectable } from '@nestjs/common';
import { demand, RecordExport, type Principal } from '../access/index.js';
import { DeliverExport, type ClearFile } from '../disclosure/index.js';
import { Problem } from '../kernel/index.js';
import { TemporaryFiles } from '../platform/files/temporary-files.js';
import { OCTETS, XLSX } from '../platform/http/attachment.js';
import { BatchOriginal } from './batch-original.js';
import { Batches } from './batches.js';
import type { ImportBatch } from './domain/index.js';
import { ErrorWorkbook } from './error-workbook/error-workbook.js';
import { ImportTargets } from './import-target.js';

/**
 * A batch's files, to take away at once: those without personal data for whoever may import; those with personal data only for who has handed the file over,
 * which gives that person nothing new. Anybody else asks for them (`disclosure`).
 */
@Injectable()
export class HandOutBatchFile {
  constructor(
    private readonly batches: Batches,
    private readonly targets: ImportTargets,
    private readonly originals: BatchOriginal,
    private readonly errors: ErrorWorkbook,
    private readonly delivery: DeliverExport,
    private readonly temporary: TemporaryFiles,
    private readonly taken: RecordExport,
  ) {}

  /** Into `folder`. Throws Problem `right-missing`, `not-found` or `export-approval-needed`. */
  async original(principal: Principal, id: number, folder: string): Promise<ClearFile> {
    if (await this.isPersonal(principal, id)) return this.delivery.own(principal, 'original', String(id), folder);
    await this.taken.run(principal, { subject: { kind: 'batch', id }, after: { file: 'original' } });
    const path = join(folder, 'original');
    return { path, fileName: await this.originals.unseal(principal, id, this.temporary.at(path)), type: OCTETS };
  }

  /** As `original`; throws also Problem `batch-without-errors`. */
  async errorWorkbook(principal: Principal, id: number, folder: string): Promise<ClearFile> {
    if (await this.isPersonal(principal, id)) return this.delivery.own(principal, 'error-workbook', String(id), folder);
    const file = await this.errors.write(principal, id, folder, null);
    await this.taken.run(principal, { subject: { kind: 'batch', id }, after: { file: 'error-workbook' } });
    return { ...file, type: XLSX };
  }

  private async isPersonal(principal: Principal, id: number): Promise<boolean> {
    demand(principal, 'data.import');
    const batch = await this.batches.find(principal, id);
    if (!this.targets.of(batch).holdsPersonalData) return false;
    if (isOwn(batch, principal)) return true;
    throw new Problem('forbidden', 'export-approval-needed', '该文件含个人信息，不是您上传的。请提出导出申请，经另一人批准后下载。', {
      batchId: id,
    });
  }
}

/** By the user's id; what was handed over by the server's command line has none, and belongs to that. */
const isOwn = ({ createdById, createdBy }: ImportBatch, { userId, displayName }: Principal): boolean =>
  userId === null ? createdById === null && createdBy === displayName : createdById === userId;
