import { Injectable } from '@nestjs/common';
import type { Principal } from '../access/index.js';
import { Problem } from '../kernel/index.js';
import { Database } from '../platform/database/index.js';
import { ApplyBatch, UNATTENDED } from './apply-batch.js';
import { BatchSuperseded, CheckBatch, NO_PROGRESS } from './check-batch.js';
import type { ImportBatch } from './domain/index.js';
import { UnattendedSettings, type UnattendedRequest } from './unattended-settings.js';
import { UploadWorkbook } from './upload-workbook.js';
import { WatchBatch } from './watch-batch.js';

/** How long another process that works on the same batch is waited for. */
const PATIENCE_MS = 600_000;

/** The steps of an import one after the other in this process, as the command line and the demo take them. */
@Injectable()
export class ImportWorkbook {
  constructor(
    private readonly uploads: UploadWorkbook,
    private readonly settings: UnattendedSettings,
    private readonly checks: CheckBatch,
    private readonly applies: ApplyBatch,
    private readonly watch: WatchBatch,
    private readonly database: Database,
  ) {}

  /** Reads and plans: nothing changes that counts. Throws the Problem for which the workbook is rejected. */
  async plan(principal: Principal, request: UnattendedRequest): Promise<ImportBatch> {
    const batch = await this.uploads.run(principal, request, (taken) => this.settings.set(principal, taken, request));
    return accepted(await this.check(principal, batch));
  }

  /** Plans and applies, whatever has changed meanwhile and however much that changes. */
  async run(principal: Principal, request: UnattendedRequest): Promise<ImportBatch> {
    const planned = await this.plan(principal, request);
    if (planned.state === 'applied') return planned;
    const transact = <T>(work: () => Promise<T>): Promise<T> => this.database.unitOfWork(work);
    return this.applies.run(planned, { terms: UNATTENDED, by: principal.displayName, transact });
  }

  /** Checks, or waits for whoever else is checking or applying. */
  private async check(principal: Principal, batch: ImportBatch): Promise<ImportBatch> {
    try {
      const checked = await this.checks.run(batch, NO_PROGRESS);
      return checked.state === 'applying' ? await this.watch.settled(principal, batch.id, PATIENCE_MS) : checked;
    } catch (error) {
      if (!(error instanceof BatchSuperseded)) throw error;
      return this.watch.settled(principal, batch.id, PATIENCE_MS);
    }
  }
}

/** The batch, or the Problem that rejected it, which names the batch: its settings may be changed. */
export function accepted(batch: ImportBatch): ImportBatch {
  if (!batch.rejection) return batch;
  const { kind, code, message, details } = batch.rejection;
  throw new Problem(kind, code, message, { ...details, batchId: batch.id });
}
