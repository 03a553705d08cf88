import { basename } from 'node:path';
import { Injectable } from '@nestjs/common';
import type { Principal } from '../../access/index.js';
import { maskIdNumbersIn, notFound, Problem } from '../../kernel/index.js';
import { Clock } from '../../platform/clock/clock.js';
import { FileStore } from '../../platform/files/file-store.js';
import { readSource, type SourceFile } from '../../platform/files/source-file.js';
import { isOpen, WorkbookOpener, type ImportBatch, type OpenWorkbook } from '../domain/index.js';
import { ImportTargets } from '../import-target.js';
import { IntakeStore } from '../intake.store.js';
import { StoredWorkbook } from '../stored-workbook.js';
import { readMark, type BatchMark } from './batch-mark.js';
import { compareCorrected, type Comparison, type RowPlace } from './compare-corrected.js';
import { mayBeMarked } from './peek.js';

/** An upload that is the error workbook of a batch. */
export interface CorrectedUpload {
  readonly kind: string;
  readonly file: SourceFile;
  readonly fileName: string;
  readonly county?: string | undefined;
  readonly asOf?: string | undefined;
}

/** What the upload changes in its batch. */
export interface Merge {
  readonly batchId: number;
  readonly comparison: Comparison;
  readonly fileName: string;
  readonly fileHash: string;
}

/** Recognises error workbooks that come back corrected, and turns what was changed in them into corrections of their batch. */
@Injectable()
export class MergeCorrected {
  constructor(
    private readonly store: IntakeStore,
    private readonly targets: ImportTargets,
    private readonly stored: StoredWorkbook,
    private readonly opener: WorkbookOpener,
    private readonly files: FileStore,
    private readonly clock: Clock,
  ) {}

  /** Reads and compares; undefined for any other workbook. Changes nothing. */
  async prepare(principal: Principal, upload: CorrectedUpload): Promise<Merge | undefined> {
    if (!(await mayBeMarked(upload.file))) return undefined;
    const workbook = await this.opener.open(upload.file);
    try {
      const mark = await readMark(workbook);
      if (!mark) return undefined;
      const batch = await this.batchOf(principal, mark);
      refuseOther(batch, upload);
      const comparison = await this.compare(batch, workbook, mark);
      if (comparison.added.length > 0) throw rowsAdded(comparison.added);
      return {
        batchId: batch.id,
        comparison,
        fileName: maskIdNumbersIn(basename(upload.fileName)),
        fileHash: await this.files.putStream(readSource(upload.file)),
      };
    } finally {
      await workbook.close();
    }
  }

  /** Writes the corrections down, in the unit of work that has the batch checked again; without any it stays as it is. */
  async carryOut(principal: Principal, { batchId, comparison, fileName, fileHash }: Merge): Promise<ImportBatch> {
    const batch = await this.store.find(batchId, principal.scope);
    if (!batch) throw notFound('该导入批次');
    refuseClosed(batch);
    const { corrections, missing, missingCount } = comparison;
    const [by, at] = [principal.displayName, this.clock.now()];
    await this.store.addCorrections(batchId, corrections, by, at);
    const correctionFile = { fileName, fileHash, cells: corrections.length, missingRows: missing, missingCount, by, at: at.toISOString() };
    const again = corrections.length > 0 ? ({ state: 'uploaded', rejection: null } as const) : {};
    const changed = await this.store.change(batch, { ...again, correctionFile });
    if (!changed) throw new Problem('conflict', 'stale-version', '该导入批次已被他人修改，请查看最新内容后重新上传。');
    return changed;
  }

  private async batchOf(principal: Principal, { batchId, fileHash }: BatchMark): Promise<ImportBatch> {
    const batch = await this.store.find(batchId, principal.scope);
    if (batch?.fileHash !== fileHash) throw notFound('该错误标注表对应的导入批次');
    return batch;
  }

  private async compare(batch: ImportBatch, corrected: OpenWorkbook, mark: BatchMark): Promise<Comparison> {
    const kind = await this.targets.of(batch).sheetKind(batch.regionCode);
    const kept = await this.store.corrections(batch.id);
    const { tables } = batch.sheets;
    return this.stored.readBeside(batch.fileHash, kind, (original) => compareCorrected({ original, corrected, mark, kind, tables, kept }));
  }
}

function refuseOther(batch: ImportBatch, { kind, county, asOf }: CorrectedUpload): void {
  refuseClosed(batch);
  if (kind !== batch.kind)
    throw new Problem('invalid', 'error-workbook-kind', '该错误标注表属于另一种导入类型，请选择与原批次相同的类型后重新上传。', {
      kind: batch.kind,
    });
  const other = (given: string | undefined, own: string | null): boolean => given !== undefined && own !== null && given !== own;
  if (other(county, batch.countyCode) || other(asOf, batch.asOf))
    throw new Problem('invalid', 'error-workbook-purpose', '所选旗县区或月份与该错误标注表的原批次不一致，请核对后重新上传。', {
      county: batch.countyCode,
      asOf: batch.asOf,
    });
}

function refuseClosed({ id, state, sheets }: ImportBatch): void {
  if (isOpen(state) && sheets.tables.length > 0) return;
  throw new Problem(
    'conflict',
    'batch-closed',
    CLOSED[state] ?? `该错误标注表的原批次（编号 ${id}）已结束，不能再合并更正。请重新上传更正后的原文件。`,
    {
      batchId: id,
      state,
    },
  );
}

const CLOSED: Partial<Record<ImportBatch['state'], string>> = {
  applied: '该错误标注表的原批次已经生效，不能再合并更正。请在原文件中更正后作为新文件上传，或先撤销原批次。',
  applying: '该错误标注表的原批次正在生效，请等待完成后在原文件中更正并作为新文件上传。',
  cancelled: '该错误标注表的原批次已取消，请重新上传原文件。',
  undone: '该错误标注表的原批次已撤销，请重新上传原文件。',
};

const TOLD = 10;

function rowsAdded(added: readonly RowPlace[]): Problem {
  const places = added
    .slice(0, TOLD)
    .map(({ sheet, row }) => `工作表“${sheet}”第 ${row} 行`)
    .join('、');
  const more = added.length > TOLD ? `等 ${added.length} 行` : '';
  return new Problem(
    'invalid',
    'error-workbook-rows-added',
    `${places}${more}是原文件中没有的行，不能合并。请删去新增的行后重新上传，新增的行另存为新文件导入。`,
    { rows: added.slice(0, TOLD) },
  );
}
