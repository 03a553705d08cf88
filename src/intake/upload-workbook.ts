import { basename } from 'node:path';
import { Injectable } from '@nestjs/common';
import { AuditTrail, demand, type Principal } from '../access/index.js';
import { maskIdNumbersIn, Problem, type Month } from '../kernel/index.js';
import { Clock } from '../platform/clock/clock.js';
import { Database } from '../platform/database/index.js';
import { FileStore, sha256 } from '../platform/files/file-store.js';
import { aboutBatch } from './audit-of-batch.js';
import { mayBeginAnew, type BatchSheets, type ImportBatch } from './domain/index.js';
import { MergeCorrected, type Merge } from './error-workbook/merge-corrected.js';
import { readSource, type SourceFile } from '../platform/files/source-file.js';
import { ImportTargets } from './import-target.js';
import { IntakeStore, TakenMeanwhile } from './intake.store.js';

export interface ImportRequest {
  readonly kind: string;
  /** The uploaded bytes; removed by the caller. */
  readonly file: SourceFile;
  readonly fileName: string;
  readonly county?: string | undefined;
  readonly asOf?: Month | undefined;
}

/** Takes a workbook in: its bytes are stored, nothing of it is read yet. The same bytes for the same purpose give the batch that is already there, and a corrected error workbook its own. */
@Injectable()
export class UploadWorkbook {
  constructor(
    private readonly targets: ImportTargets,
    private readonly store: IntakeStore,
    private readonly files: FileStore,
    private readonly corrected: MergeCorrected,
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly audit: AuditTrail,
  ) {}

  /** `onward` goes on with the batch in the unit of work that takes it in: a crash leaves both or neither. */
  async run(principal: Principal, request: ImportRequest, onward: Onward = leaveIt): Promise<ImportBatch> {
    demand(principal, 'data.import');
    if (!this.targets.get(request.kind)) throw unknownKind(request.kind, this.targets.kinds);
    const merge = await this.corrected.prepare(principal, request);
    if (merge) return this.database.unitOfWork(async () => onward(await this.correct(principal, merge)));
    const fileHash = await this.files.putStream(readSource(request.file));
    const purpose = purposeOf(request, fileHash, principal);
    const take = (): Promise<ImportBatch> =>
      this.database.unitOfWork(async () => onward(await this.takeIn(principal, request, fileHash, purpose)));
    return take().catch((error: unknown) => {
      // Of two who upload the same in one moment, the second finds the batch of the first.
      if (error instanceof TakenMeanwhile) return take();
      throw error;
    });
  }

  private async correct(principal: Principal, merge: Merge): Promise<ImportBatch> {
    const batch = await this.corrected.carryOut(principal, merge);
    const { corrections, missingCount } = merge.comparison;
    this.audit.record(principal, {
      ...aboutBatch('import.corrected', batch),
      after: { corrections: corrections.length, missingRows: missingCount, fileHash: merge.fileHash },
    });
    return batch;
  }

  private async takeIn(principal: Principal, request: ImportRequest, fileHash: string, purpose: string): Promise<ImportBatch> {
    const known = await this.store.findByPurpose(purpose);
    if (known && !mayBeginAnew(known.state)) return known;
    const batch = known ? await this.beginAnew(known) : await this.add(principal, request, fileHash, purpose);
    this.audit.record(principal, {
      ...aboutBatch('import.uploaded', batch),
      before: known ? { state: known.state } : null,
      after: { kind: batch.kind, fileHash, asOf: batch.asOf, state: batch.state },
    });
    return batch;
  }

  private add(principal: Principal, request: ImportRequest, fileHash: string, purpose: string): Promise<ImportBatch> {
    return this.store.add({
      kind: request.kind,
      fileName: maskIdNumbersIn(basename(request.fileName)),
      fileHash,
      countyCode: request.county ?? null,
      asOf: request.asOf ?? null,
      regionCode: principal.regionCode,
      sheets: NOTHING_FOUND,
      createdBy: principal.displayName,
      createdById: principal.userId,
      createdAt: this.clock.now(),
      purpose,
    });
  }

  /** What was set and corrected in an attempt that was given up or failed is not the new one's. */
  private async beginAnew(batch: ImportBatch): Promise<ImportBatch> {
    await this.store.clearCorrections(batch.id);
    const begun = await this.store.change(batch, { state: 'uploaded', sheets: NOTHING_FOUND, rejection: null, notice: null });
    if (!begun) throw new TakenMeanwhile();
    return begun;
  }
}

type Onward = (batch: ImportBatch) => Promise<ImportBatch>;

const leaveIt: Onward = (batch) => Promise.resolve(batch);

const NOTHING_FOUND: BatchSheets = { tables: [], skipped: [], settings: {} };

/** A batch belongs to whom it was made for: two counties that upload the same bytes do not share one. */
function purposeOf({ kind, county, asOf }: ImportRequest, fileHash: string, { regionCode }: Principal): string {
  return sha256(JSON.stringify([kind, fileHash, county ?? null, asOf ?? null, regionCode]));
}

const unknownKind = (kind: string, kinds: readonly string[]): Problem =>
  new Problem('invalid', 'import-kind-unknown', `不支持的导入类型“${kind}”，目前可导入：${kinds.join('、')}。`);
