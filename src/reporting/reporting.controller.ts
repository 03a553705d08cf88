import { Controller, Get, HttpCode, Param, ParseIntPipe, Post, Query, StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import { CurrentPrincipal, Demands, type Principal } from '../access/index.js';
import { notFound, parseLocalDate, Problem } from '../kernel/index.js';
import { Clock } from '../platform/clock/clock.js';
import { Database } from '../platform/database/index.js';
import { FileStore } from '../platform/files/file-store.js';
import { attachment, XLSX } from '../platform/http/attachment.js';
import { isOverdue, REPORT_STATE_NAMES } from './domain/index.js';
import { PrepareReport } from './prepare-report.js';
import { ReportFileView, ReportQuery, ReportView } from './reporting.dto.js';
import { ReportingStore, type CountyReport, type ReportFile } from './reporting.store.js';

@ApiTags('报表')
@Controller('reports')
export class ReportingController {
  constructor(
    private readonly store: ReportingStore,
    private readonly prepare: PrepareReport,
    private readonly files: FileStore,
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  @Get()
  @Demands('report.read')
  @ApiOperation({ summary: '列出各旗县区的报表' })
  @ApiOkResponse({ type: [ReportView] })
  async list(@CurrentPrincipal() principal: Principal, @Query() { dueOn }: ReportQuery): Promise<ReportView[]> {
    const day = dueOn === undefined ? undefined : parseLocalDate(dueOn);
    if (day && !day.ok) throw new Problem('invalid', 'date-invalid', day.error);
    return (await this.store.list(principal.scope, { dueOn: day?.value })).map((report) => this.view(report));
  }

  @Post(':id/preparations')
  @HttpCode(200)
  @Demands('report.prepare')
  @ApiOperation({ summary: '按当前数据重新生成报表（提交前）' })
  @ApiOkResponse({ type: [ReportFileView] })
  async prepareAgain(@CurrentPrincipal() principal: Principal, @Param('id', ParseIntPipe) id: number): Promise<ReportFileView[]> {
    return (await this.prepare.run(principal, id, false, (work) => this.database.unitOfWork(work))).map(fileView);
  }

  @Get(':id/files')
  @Demands('report.read')
  @ApiOperation({ summary: '列出报表的表格文件' })
  @ApiOkResponse({ type: [ReportFileView] })
  async listFiles(@CurrentPrincipal() principal: Principal, @Param('id', ParseIntPipe) id: number): Promise<ReportFileView[]> {
    return (await this.prepare.filesOf(principal, id)).map(fileView);
  }

  @Get(':id/files/:fileId')
  @Demands('report.read')
  @ApiOperation({ summary: '下载一份表格' })
  @ApiProduces(XLSX)
  async download(
    @CurrentPrincipal() principal: Principal,
    @Param('id', ParseIntPipe) id: number,
    @Param('fileId', ParseIntPipe) fileId: number,
  ): Promise<StreamableFile> {
    const file = (await this.prepare.filesOf(principal, id)).find((candidate) => candidate.id === fileId);
    if (!file) throw notFound('该表格');
    return attachment(await this.files.get(file.fileHash), file.fileName, XLSX);
  }

  private view({ snapshotId: _snapshot, ...report }: CountyReport): ReportView {
    return { ...report, stateName: REPORT_STATE_NAMES[report.state], overdue: isOverdue(report.state, report.dueOn, this.clock.today()) };
  }
}

const fileView = ({ id, form, fileName, fileHash }: ReportFile): ReportFileView => ({ id, form, fileName, fileHash });
