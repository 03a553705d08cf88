import { Body, Controller, Get, HttpCode, Param, ParseIntPipe, Post, Query, StreamableFile } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import { CurrentPrincipal, Demands, type Principal } from '../access/index.js';
import { Clock } from '../platform/clock/clock.js';
import { Database } from '../platform/database/index.js';
import { attachment, XLSX } from '../platform/http/attachment.js';
import { dayAsked } from '../platform/http/day.js';
import { HandOutForm } from './hand-out-form.js';
import { OpenPastTurn } from './open-past-turn.js';
import { PrepareReport } from './prepare-report.js';
import { ReadReport } from './read-report.js';
import { fileView, reportView } from './report-views.js';
import { DueDayBody, ReportEventView, ReportFileView, ReportQuery, ReportView } from './reporting.dto.js';

@ApiTags('报表')
@Controller('reports')
export class ReportingController {
  constructor(
    private readonly reports: ReadReport,
    private readonly prepare: PrepareReport,
    private readonly past: OpenPastTurn,
    private readonly forms: HandOutForm,
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  @Get()
  @Demands('report.read')
  @ApiOperation({ summary: '列出各旗县区的报表' })
  @ApiOkResponse({ type: [ReportView] })
  async list(@CurrentPrincipal() principal: Principal, @Query() { dueOn }: ReportQuery): Promise<ReportView[]> {
    const reports = await this.reports.list(principal, dueOn === undefined ? undefined : dayAsked(dueOn));
    return reports.map((report) => reportView(report, this.clock.now()));
  }

  @Post()
  @Demands('report.review')
  @ApiOperation({ summary: '补建某个已过截止日的一期报表' })
  @ApiCreatedResponse({ type: [ReportView] })
  async openPast(@CurrentPrincipal() principal: Principal, @Body() { dueOn }: DueDayBody): Promise<ReportView[]> {
    return (await this.past.run(principal, dayAsked(dueOn))).map((report) => reportView(report, this.clock.now()));
  }

  @Get(':id')
  @Demands('report.read')
  @ApiOperation({ summary: '一份报表的状态' })
  @ApiOkResponse({ type: ReportView })
  async one(@CurrentPrincipal() principal: Principal, @Param('id', ParseIntPipe) id: number): Promise<ReportView> {
    return reportView(await this.reports.one(principal, id), this.clock.now());
  }

  @Get(':id/history')
  @Demands('report.read')
  @ApiOperation({ summary: '一份报表的经过：谁、何时、为何' })
  @ApiOkResponse({ type: [ReportEventView] })
  async history(@CurrentPrincipal() principal: Principal, @Param('id', ParseIntPipe) id: number): Promise<ReportEventView[]> {
    const events = await this.reports.history(principal, id);
    return events.map(({ submissionId: _submission, cells, ...event }) => ({ ...event, cells: cells.map((cell) => ({ ...cell })) }));
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
  @ApiOperation({ summary: '下载一份表格（附件3已脱敏；需要原件请提出导出申请）' })
  @ApiProduces(XLSX)
  async download(
    @CurrentPrincipal() principal: Principal,
    @Param('id', ParseIntPipe) id: number,
    @Param('fileId', ParseIntPipe) fileId: number,
  ): Promise<StreamableFile> {
    const { bytes, fileName } = await this.forms.run(principal, id, fileId);
    return attachment(bytes, fileName, XLSX);
  }
}
