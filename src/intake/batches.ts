import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Injectable } from '@nestjs/common';
import { demand, type Principal } from '../access/index.js';
import { notFound } from '../kernel/index.js';
import { FileStore } from '../platform/files/file-store.js';
import { TemporaryFolder } from '../platform/files/temporary-folder.js';
import type { ImportBatch } from './domain/index.js';
import { ImportTargets, type SourceRow } from './import-target.js';
import { ImportWorkbook } from './import-workbook.js';
import { IntakeStore } from './intake.store.js';
import { RowEvidence } from './row-evidence.js';

/** Import batches after their upload: history, applying a planned one, and tracing a figure to its row. */
@Injectable()
export class Batches {
  constructor(
    private readonly store: IntakeStore,
    private readonly imports: ImportWorkbook,
    private readonly targets: ImportTargets,
    private readonly evidence: RowEvidence,
    private readonly files: FileStore,
    private readonly folder: TemporaryFolder,
  ) {}

  list(principal: Principal, page: { readonly beforeId?: number | undefined; readonly limit: number }): Promise<ImportBatch[]> {
    demand(principal, 'data.read');
    return this.store.list(principal.scope, page);
  }

  async find(principal: Principal, id: number): Promise<ImportBatch> {
    demand(principal, 'data.read');
    const batch = await this.store.find(id, principal.scope);
    if (!batch) throw notFound('该导入批次');
    return batch;
  }

  async apply(principal: Principal, id: number, version: number): Promise<ImportBatch> {
    const own = await mkdtemp(join(this.folder.path, 'apply-'));
    try {
      return await this.imports.apply(principal, id, version, async (hash) => {
        const file = join(own, 'workbook');
        await writeFile(file, await this.files.get(hash), { mode: 0o600 });
        return file;
      });
    } finally {
      await rm(own, { recursive: true, force: true });
    }
  }

  /**
   * A row as it was typed, of a batch in scope or behind a figure in scope. Rows with personal data are not shown: revealing is a right of
   * its own, which this answers like a missing row.
   */
  async sourceRow(principal: Principal, id: number, sheet: string, row: number): Promise<SourceRow> {
    demand(principal, 'data.read');
    const visible =
      (await this.store.find(id, principal.scope)) !== undefined || (await this.evidence.standsBehind(principal.scope, id, sheet, row));
    const kind = visible ? await this.store.kindOf(id) : undefined;
    const open = kind !== undefined && this.targets.get(kind)?.holdsPersonalData === false;
    const found = open ? await this.store.sourceRow(id, sheet, row) : undefined;
    if (!found) throw notFound('该行');
    return found;
  }
}
