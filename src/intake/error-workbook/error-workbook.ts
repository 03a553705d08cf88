import { rm } from 'node:fs/promises';
import { join, parse } from 'node:path';
import { Injectable } from '@nestjs/common';
import { demand, type Principal } from '../../access/index.js';
import { notFound, Problem } from '../../kernel/index.js';
import { SourceHandle, sizeOf, type EphemeralFile } from '../../platform/files/source-file.js';
import type { WorkbookMark } from '../../platform/files/workbook-mark.js';
import { TemporaryFiles } from '../../platform/files/temporary-files.js';
import { CorrectionTable, opening, WorkbookOpener, type ImportBatch, type OpenWorkbook, type SheetKind } from '../domain/index.js';
import { ImportTargets } from '../import-target.js';
import { IntakeStore, type KeptCorrection } from '../intake.store.js';
import { StoredWorkbook } from '../stored-workbook.js';
import { compareCorrected } from './compare-corrected.js';
import { CopyWriter } from './copy-writer.js';
import { planMarking, type MarkingJob } from './marking.js';
import { loadRowErrors, type RowErrors } from './row-errors.js';
import { writeReduced } from './write-reduced.js';
import type { CopySource } from './write-copy.js';

/** Beyond these a copy holds the erroneous rows only. */
const LARGEST_COPY = { rows: 20_000, bytes: 10 * 2 ** 20 };

interface Work {
  readonly batch: ImportBatch;
  readonly kind: SheetKind<unknown>;
  readonly errors: RowErrors;
  readonly kept: readonly KeptCorrection[];
  /** The batch's file. */
  readonly file: EphemeralFile;
  readonly target: EphemeralFile;
  /** Who takes it away, where people are in it. */
  readonly watermark: WorkbookMark | null;
}

/** Writes a batch's file with its errors marked, for its owner to correct and upload again. */
@Injectable()
export class ErrorWorkbook {
  constructor(
    private readonly store: IntakeStore,
    private readonly targets: ImportTargets,
    private readonly workbook: StoredWorkbook,
    private readonly opener: WorkbookOpener,
    private readonly writer: CopyWriter,
    private readonly temporary: TemporaryFiles,
  ) {}

  /** Writes into `folder`, which the caller removes; returns the file and the name to hand it out by. */
  async write(
    principal: Principal,
    id: number,
    folder: string,
    watermark: WorkbookMark | null,
  ): Promise<{ readonly path: string; readonly fileName: string }> {
    demand(principal, 'data.import');
    const batch = await this.store.find(id, principal.scope);
    if (!batch) throw notFound('该导入批次');
    if (batch.errorCount === 0 || batch.sheets.tables.length === 0)
      throw new Problem('conflict', 'batch-without-errors', '该批次没有可标注的错误行，无需下载错误标注表。', { state: batch.state });
    const kind = await this.targets.of(batch).sheetKind(batch.regionCode);
    const errors = await loadRowErrors(this.store, id, batch.sheets.tables, kind);
    const kept = await this.store.corrections(id);
    const path = join(folder, 'error-workbook.xlsx');
    await this.workbook.unsealed(batch.fileHash, (file) =>
      this.form({ batch, kind, errors, kept, file, target: this.temporary.at(path), watermark }),
    );
    return { path, fileName: `${parse(batch.fileName).name}_错误标注.xlsx` };
  }

  private async form(work: Work): Promise<void> {
    const size = await sizeOf(work.file);
    const small = work.batch.rows <= LARGEST_COPY.rows && size <= LARGEST_COPY.bytes;
    if (small && (await this.copy(work))) return;
    await rm(work.target.path, { force: true });
    await this.opened(work.file, work.kind, (workbook) =>
      writeReduced({ workbook, ...this.sourceOf(work), target: work.target, watermark: work.watermark }),
    );
  }

  /** In the clerk's own layout where the library keeps it faithfully, else from the rows as they were read. */
  private async copy(work: Work): Promise<boolean> {
    const { job, plain } = await this.opened(work.file, work.kind, (workbook) => planMarking({ workbook, ...this.sourceOf(work) }));
    const sources: CopySource[] = [...((await isZip(work.file)) ? [{ file: work.file }] : []), { sheets: plain }];
    for (const source of sources) {
      // An attempt that failed may have begun to write.
      await rm(work.target.path, { force: true });
      if ((await this.writer.write(source, { ...job, watermark: work.watermark }, work.target)) && (await this.isFaithful(work, job)))
        return true;
    }
    return false;
  }

  /** Uploaded as it is, it must correct nothing: libraries lose parts of odd cells. */
  private async isFaithful({ batch, kind, kept, file, target }: Work, { mark }: MarkingJob): Promise<boolean> {
    const { tables } = batch.sheets;
    const compared = await this.opened(file, kind, (original) =>
      this.openedBeside(target, kind, (corrected) => compareCorrected({ original, corrected, mark, kind, tables, kept })),
    ).catch((error: unknown) => {
      if (error instanceof Problem) return undefined;
      throw error;
    });
    return compared !== undefined && compared.corrections.length + compared.missingCount + compared.added.length === 0;
  }

  private sourceOf({ batch, kind, errors, kept }: Work): {
    kind: Work['kind'];
    tables: ImportBatch['sheets']['tables'];
    errors: RowErrors;
    corrections: CorrectionTable;
    mark: Omit<MarkingJob['mark'], 'form' | 'sheets'>;
  } {
    const { id: batchId, version, fileHash, sheets } = batch;
    const mark = { batchId, version, fileHash, lastCorrection: kept.reduce((last, { id }) => Math.max(last, id), 0) };
    return { kind, tables: sheets.tables, errors, corrections: new CorrectionTable(kept), mark };
  }

  private async opened<T>(file: EphemeralFile, kind: SheetKind<unknown>, work: (workbook: OpenWorkbook) => Promise<T>): Promise<T> {
    return closing(await this.opener.open(file, opening(kind)), work);
  }

  private async openedBeside<T>(file: EphemeralFile, kind: SheetKind<unknown>, work: (workbook: OpenWorkbook) => Promise<T>): Promise<T> {
    return closing(await this.opener.openBeside(file, opening(kind)), work);
  }
}

async function closing<T>(workbook: OpenWorkbook, work: (workbook: OpenWorkbook) => Promise<T>): Promise<T> {
  try {
    return await work(workbook);
  } finally {
    await workbook.close();
  }
}

async function isZip(source: EphemeralFile): Promise<boolean> {
  const file = await SourceHandle.open(source);
  const start = Buffer.alloc(4);
  await file.read(start, 0, 4, 0).finally(() => file.close());
  return start.toString('latin1') === 'PK\x03\x04';
}
