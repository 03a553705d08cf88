import { Injectable } from '@nestjs/common';
import { demand, type Principal } from '../access/index.js';
import { notFound } from '../kernel/index.js';
import { maskerOf, type ImportBatch, type IssueGroup, type SheetKind } from './domain/index.js';
import { ImportTargets, type SourceRow } from './import-target.js';
import { IntakeStore, type ChangeFilter, type IssueFilter, type KeptChange, type KeptCorrection, type KeptIssue } from './intake.store.js';
import { RowEvidence } from './row-evidence.js';
import { sheetsOf, type BatchSheetsFound } from './sheets-found.js';

/** Import batches after their upload: history, issues, and tracing a figure to its row. */
@Injectable()
export class Batches {
  constructor(
    private readonly store: IntakeStore,
    private readonly targets: ImportTargets,
    private readonly evidence: RowEvidence,
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

  /** What was found in each sheet, and how it is read. */
  async sheets(principal: Principal, id: number): Promise<BatchSheetsFound> {
    const batch = await this.find(principal, id);
    return sheetsOf(batch, await this.targets.of(batch).sheetKind(batch.regionCode));
  }

  /** What is new, changed or missing; nothing once the batch is applied. */
  async changes(principal: Principal, id: number, filter: ChangeFilter): Promise<KeptChange[]> {
    await this.find(principal, id);
    return this.store.changes(id, filter);
  }

  /** Corrections with their values masked where they are personal. */
  async corrections(principal: Principal, id: number): Promise<KeptCorrection[]> {
    const batch = await this.find(principal, id);
    const target = this.targets.of(batch);
    const mask = maskerOf(await target.sheetKind(batch.regionCode), target.holdsPersonalData);
    const kept = await this.store.corrections(id);
    return kept.map((correction) => {
      const to = mask(correction.field, correction.to);
      return correction.scope === 'value' ? { ...correction, to, from: mask(correction.field, correction.from) } : { ...correction, to };
    });
  }

  /**
   * A row as it was typed, of a batch in scope or behind a figure in scope. Of rows with personal data only those of batches in scope, with the personal
   * cells masked: to reveal them is a right of its own (`disclosure`).
   */
  async sourceRow(principal: Principal, id: number, sheet: string, row: number): Promise<SourceRow> {
    demand(principal, 'data.read');
    const { scope } = principal;
    const batch = await this.store.find(id, scope);
    const visible = batch !== undefined || (await this.evidence.standsBehind(scope, id, sheet, row));
    const kind = visible ? await this.store.kindOf(id) : undefined;
    const target = kind === undefined ? undefined : this.targets.get(kind);
    const open = target !== undefined && (batch !== undefined || !target.holdsPersonalData);
    const found = open ? await this.store.sourceRow(id, sheet, row) : undefined;
    if (!found || !target) throw notFound('该行');
    return target.holdsPersonalData && batch ? maskedRow(found, batch, await target.sheetKind(batch.regionCode)) : found;
  }
}

/** What stands under a header is masked as its field is; under one that is not read, altogether. */
function maskedRow(found: SourceRow, { sheets }: ImportBatch, kind: SheetKind<unknown>): SourceRow {
  const mask = maskerOf(kind, true);
  const columns = sheets.tables.find((table) => table.sheet === found.sheet)?.columns ?? [];
  const fields = new Map(columns.map(({ header, field }) => [header, field]));
  const raw = Object.entries(found.raw).map(([header, text]) => [header, mask(fields.get(header) ?? null, text)] as const);
  return { ...found, raw: Object.fromEntries(raw) };
}
