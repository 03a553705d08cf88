import { Injectable } from '@nestjs/common';
import { AuditTrail, demand, type Principal } from '../access/index.js';
import { RegionSource } from '../geography/index.js';
import { notFound, staleVersion } from '../kernel/index.js';
import { Clock } from '../platform/clock/clock.js';
import { Database } from '../platform/database/index.js';
import { ClearFiles, type ClearFile } from './clear-files.js';
import { DisclosureStore } from './disclosure.store.js';
import { refuseDownload, type ExportKind, type ExportRequest, type Watermark } from './domain/index.js';
import { ExportRequests } from './export-requests.js';

/** Hands out files in the clear: with an approved request, or to whom they belong; marked with who and when, and written down. */
@Injectable()
export class DeliverExport {
  constructor(
    private readonly requests: ExportRequests,
    private readonly store: DisclosureStore,
    private readonly files: ClearFiles,
    private readonly audit: AuditTrail,
    private readonly regions: RegionSource,
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /**
   * Into `folder`. Only for who asked, and for whoever runs commands on the server. The download is counted when the file is made, before it is sent. Throws
   * Problem `not-found`, `export-not-approved`, `export-expired`, `export-used-up` or `stale-version`.
   */
  async approved(principal: Principal, id: number, folder: string): Promise<ClearFile> {
    const request = await this.requests.find(principal, id);
    if (principal.role !== 'system' && request.requestedById !== principal.userId) throw notFound('该导出申请');
    refuseDownload(request, this.clock.now());
    const mark = await this.markOf(principal, { requestId: id, approvedBy: request.decidedBy ?? '' });
    const file = await this.files.of(request.kind).write(principal, request.subject, mark, folder);
    await this.database.unitOfWork(async () => {
      refuseDownload(await this.requests.find(principal, id), this.clock.now());
      if (!(await this.store.countDownload(request))) throw staleVersion('该导出申请', { version: request.version });
      this.record(principal, request.kind, request, id);
    });
    return file;
  }

  /** What the principal has handed over, handed back: nobody has to approve it. The caller has made sure whose it is. */
  async own(principal: Principal, kind: ExportKind, subject: string, folder: string): Promise<ClearFile> {
    demand(principal, 'personal-data.export');
    const source = this.files.of(kind);
    const { countyCode } = await source.describe(principal, subject);
    const file = await source.write(principal, subject, await this.markOf(principal, null), folder);
    await this.database.unitOfWork(async () => this.record(principal, kind, { subject, countyCode }, null));
    return file;
  }

  private async markOf({ displayName, regionCode }: Principal, approval: Watermark['approval']): Promise<Watermark> {
    const region = (await this.regions.tree()).get(regionCode);
    return { takenBy: displayName, regionName: region?.name ?? regionCode, takenAt: this.clock.now(), approval };
  }

  private record(
    principal: Principal,
    kind: ExportKind,
    { subject, countyCode }: Pick<ExportRequest, 'subject' | 'countyCode'>,
    requestId: number | null,
  ): void {
    const about = { kind: 'export', id: requestId } as const;
    this.audit.record(principal, { action: 'personal.exported', subject: about, county: countyCode, after: { kind, subject } });
  }
}
