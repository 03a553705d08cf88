import { Injectable } from '@nestjs/common';
import { demand, type Principal } from '../access/index.js';
import { notFound } from '../kernel/index.js';
import type { ImportBatch, IssueGroup } from './domain/index.js';
import { ImportTargets, type SourceRow } from './import-target.js';
import { IntakeStore, type IssueFilter, type KeptIssue } from './intake.store.js';

/** Import batches after their upload: history, issues, and tracing a figure to its row. */
@Injectable()
export class Batches {
  constructor(
    private readonly store: IntakeStore,
    private readonly targets: ImportTargets,
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

  async issues(principal: Principal, id: number, filter: IssueFilter): Promise<KeptIssue[]> {
    await this.find(principal, id);
    return this.store.issues(id, filter);
  }

  async issueGroups(principal: Principal, id: number): Promise<IssueGroup[]> {
    await this.find(principal, id);
    return this.store.issueGroups(id);
  }

  /** A row as it was typed. Rows with personal data are not shown: revealing is a right of its own, which this answers like a missing row. */
  async sourceRow(principal: Principal, id: number, sheet: string, row: number): Promise<SourceRow> {
    const batch = await this.find(principal, id);
    const open = this.targets.get(batch.kind)?.holdsPersonalData === false;
    const found = open ? await this.store.sourceRow(id, sheet, row) : undefined;
    if (!found) throw notFound('该行');
    return found;
  }
}
