import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { Injectable } from '@nestjs/common';
import { demand, type Principal } from '../access/index.js';
import { RegionSource } from '../geography/index.js';
import { notFound, Problem, staleVersion, type Month } from '../kernel/index.js';
import { Clock } from '../platform/clock/clock.js';
import { Database } from '../platform/database/index.js';
import { FileStore, sha256 } from '../platform/files/file-store.js';
import { WorkbookOpener, type ImportBatch, type RowError, type SkippedSheet, type WorkbookReading } from './domain/index.js';
import { ImportTargets, type ImportContext, type ImportPlan, type ImportTarget } from './import-target.js';
import { IntakeStore } from './intake.store.js';

export interface ImportRequest {
  readonly kind: string;
  /** Path of the uploaded bytes; removed by the caller. */
  readonly file: string;
  readonly fileName: string;
  readonly county?: string | undefined;
  readonly asOf?: Month | undefined;
}

/** Plan, then apply: a workbook is read, checked and compared; applying carries out the same plan in one transaction. */
/** What a plan was compared with stays true until it is written: importing follows importing. */
const IMPORT_LOCK = 'import';

@Injectable()
export class ImportWorkbook {
  constructor(
    private readonly targets: ImportTargets,
    private readonly opener: WorkbookOpener,
    private readonly store: IntakeStore,
    private readonly files: FileStore,
    private readonly regions: RegionSource,
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** Reads and plans. The same bytes for the same purpose give the batch that is already there, with its plan brought up to date. */
  async plan(principal: Principal, request: ImportRequest): Promise<ImportBatch> {
    const work = await this.prepare(principal, request);
    const known = await this.store.findByPurpose(work.purpose);
    if (known?.state === 'applied') return known;
    return this.database.unitOfWork(async () => {
      const plan = await work.target.plan(work.reading.sheets, work.context);
      return this.record(work, plan);
    }, IMPORT_LOCK);
  }

  /** Plans and applies at once, as the command line does. */
  async run(principal: Principal, request: ImportRequest): Promise<ImportBatch> {
    const work = await this.prepare(principal, request);
    const known = await this.store.findByPurpose(work.purpose);
    if (known?.state === 'applied') return known;
    return this.database.unitOfWork(() => this.carryOut(work), IMPORT_LOCK);
  }

  /** Applies a planned batch. A stale `version` is refused with what is there now; an applied batch is returned as it is. */
  async apply(principal: Principal, batchId: number, version: number, reopen: (hash: string) => Promise<string>): Promise<ImportBatch> {
    demand(principal, 'data.import');
    const batch = await this.store.find(batchId, principal.scope);
    if (!batch) throw notFound('该导入批次');
    if (batch.state === 'applied') return batch;
    if (batch.version !== version) throw staleVersion('该导入批次', { version: batch.version });
    const { kind, fileName, countyCode, asOf } = batch;
    const file = await reopen(batch.fileHash);
    const request = { kind, file, fileName, county: countyCode ?? undefined, asOf: asOf ?? undefined };
    // The batch keeps its purpose, whoever applies it.
    const work = { ...(await this.prepare(principal, request)), purpose: batch.purpose };
    return this.database.unitOfWork(() => this.carryOut(work), IMPORT_LOCK);
  }

  private async prepare(principal: Principal, request: ImportRequest): Promise<Work> {
    demand(principal, 'data.import');
    const target = this.targets.get(request.kind);
    if (!target) throw unknownKind(request.kind, this.targets.kinds);
    const context = await this.contextOf(principal, request);
    const bytes = await readFile(request.file);
    const workbook = await this.opener.open(request.file);
    try {
      const reading = await target.read(workbook);
      return { request, target, context, reading, bytes, purpose: purposeOf(request, bytes, principal) };
    } finally {
      await workbook.close();
    }
  }

  private async contextOf(principal: Principal, { county, asOf }: ImportRequest): Promise<ImportContext> {
    const regions = await this.regions.tree();
    return { principal, county, asOf, regions, cityCode: await this.regions.rootCode() };
  }

  private async carryOut(work: Work): Promise<ImportBatch> {
    // Somebody else may have applied the same bytes while this one waited at the gate.
    const known = await this.store.findByPurpose(work.purpose);
    if (known?.state === 'applied') return known;
    const plan = await work.target.plan(work.reading.sheets, work.context);
    const batch = await this.record(work, plan);
    await this.store.addSourceRows(batch.id, plan.sources, work.target.holdsPersonalData);
    await plan.apply(batch.id);
    const applied: ImportBatch = {
      ...batch,
      state: 'applied',
      appliedBy: work.context.principal.displayName,
      appliedAt: this.clock.now(),
      version: batch.version + 1,
    };
    await this.store.update(applied, batch.version);
    return applied;
  }

  private async record(work: Work, plan: ImportPlan): Promise<ImportBatch> {
    refuseOutsideScope(work.context, plan);
    // Only what is accepted is kept: a refused workbook may be somebody else's.
    await this.files.put(work.bytes);
    const outcome = outcomeOf(work.reading, plan);
    const known = await this.store.findByPurpose(work.purpose);
    if (!known) {
      const { request, context, bytes, purpose } = work;
      return this.store.add({
        kind: request.kind,
        fileName: basename(request.fileName),
        fileHash: sha256(bytes),
        countyCode: request.county ?? null,
        asOf: request.asOf ?? null,
        state: 'planned',
        createdBy: context.principal.displayName,
        createdAt: this.clock.now(),
        purpose,
        ...outcome,
      });
    }
    const updated = { ...known, ...outcome, version: known.version + 1 };
    await this.store.update(updated, known.version);
    return updated;
  }
}

interface Work {
  readonly request: ImportRequest;
  readonly target: ImportTarget;
  readonly context: ImportContext;
  readonly reading: WorkbookReading<unknown>;
  readonly bytes: Buffer;
  readonly purpose: string;
}

function outcomeOf(
  { sheets, skipped }: WorkbookReading<unknown>,
  plan: ImportPlan,
): Pick<ImportBatch, 'countyCodes' | 'rows' | 'counts' | 'errors' | 'warnings'> {
  const unread = sheets.flatMap((sheet) => sheet.errors);
  const unreadRows = new Set(unread.map((error) => `${error.sheet}\u0000${error.row}`)).size;
  return {
    countyCodes: plan.countyCodes,
    rows: sheets.reduce((sum, sheet) => sum + sheet.rows.length, 0) + unreadRows,
    counts: plan.counts,
    errors: [...unread, ...plan.errors],
    warnings: [...skipped.map(skippedSheet), ...sheets.flatMap((sheet) => sheet.rows.flatMap((row) => row.warnings))],
  };
}

const skippedSheet = ({ sheet, reason }: SkippedSheet): RowError => ({
  sheet,
  row: 1,
  column: '',
  code: 'sheet-skipped',
  message: `工作表${reason}，没有读取。如其中有数据，请补上表头后重新上传。`,
});

/** A batch belongs to whom it was made for: two counties that upload the same bytes do not share one. */
function purposeOf({ kind, county, asOf }: ImportRequest, bytes: Buffer, { regionCode }: Principal): string {
  return sha256(JSON.stringify([kind, sha256(bytes), county ?? null, asOf ?? null, regionCode]));
}

function refuseOutsideScope({ principal, regions }: ImportContext, plan: ImportPlan): void {
  const outside = plan.countyCodes.filter((code) => !principal.scope.allows(code));
  if (outside.length === 0) return;
  const names = outside.map((code) => regions.get(code)?.name ?? code).join('、');
  throw new Problem('forbidden', 'county-outside-scope', `文件中有${names}的数据，不在您的管辖范围内。请只上传本旗县区的数据。`, {
    counties: outside,
  });
}

const unknownKind = (kind: string, kinds: readonly string[]): Problem =>
  new Problem('invalid', 'import-kind-unknown', `不支持的导入类型“${kind}”，目前可导入：${kinds.join('、')}。`);
