import { Injectable } from '@nestjs/common';
import type { Principal } from '../access/index.js';
import { Problem } from '../kernel/index.js';
import { ApplyBatch } from './apply-batch.js';
import { CheckBatch, NO_PROGRESS } from './check-batch.js';
import type { ImportBatch } from './domain/index.js';
import { UploadWorkbook, type ImportRequest } from './upload-workbook.js';

/** The steps of an import one after the other in this process, as the command line and the demo take them. */
@Injectable()
export class ImportWorkbook {
  constructor(
    private readonly uploads: UploadWorkbook,
    private readonly checks: CheckBatch,
    private readonly applies: ApplyBatch,
  ) {}

  /** Reads and plans: nothing changes that counts. Throws the Problem for which the workbook is rejected. */
  async plan(principal: Principal, request: ImportRequest): Promise<ImportBatch> {
    const checked = await this.checks.run(await this.uploads.run(principal, request), NO_PROGRESS);
    return accepted(checked);
  }

  /** Plans and applies. */
  async run(principal: Principal, request: ImportRequest): Promise<ImportBatch> {
    const planned = await this.plan(principal, request);
    return this.applies.run(principal, planned.id, planned.version);
  }
}

/** The batch, or the Problem that rejected it. */
export function accepted(batch: ImportBatch): ImportBatch {
  if (!batch.rejection) return batch;
  const { kind, code, message, details } = batch.rejection;
  throw new Problem(kind, code, message, details);
}
