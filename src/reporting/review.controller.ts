import { Body, Controller, HttpCode, Param, ParseIntPipe, Post } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentPrincipal, Demands, type Principal } from '../access/index.js';
import { Clock } from '../platform/clock/clock.js';
import { AcceptReport } from './accept-report.js';
import { reportView } from './report-views.js';
import { ReportView, VersionBody } from './reporting.dto.js';
import { ReturnReport } from './return-report.js';
import { ReturnBody, UnlockBody } from './submission.dto.js';
import { UnlockReport } from './unlock-report.js';

const DEFAULT_HOURS = 72;

@ApiTags('报送')
@Controller('reports/:id')
export class ReviewController {
  constructor(
    private readonly acceptance: AcceptReport,
    private readonly returning: ReturnReport,
    private readonly unlocking: UnlockReport,
    private readonly clock: Clock,
  ) {}

  @Post('acceptance')
  @HttpCode(200)
  @Demands('report.review')
  @ApiOperation({ summary: '接收已提交的报表' })
  @ApiOkResponse({ type: ReportView })
  async accept(
    @CurrentPrincipal() principal: Principal,
    @Param('id', ParseIntPipe) id: number,
    @Body() { version }: VersionBody,
  ): Promise<ReportView> {
    return reportView(await this.acceptance.run(principal, id, version), this.clock.now());
  }

  @Post('return')
  @HttpCode(200)
  @Demands('report.review')
  @ApiOperation({ summary: '退回已提交的报表（必须写明理由，可指明单元格）' })
  @ApiOkResponse({ type: ReportView })
  async sendBack(
    @CurrentPrincipal() principal: Principal,
    @Param('id', ParseIntPipe) id: number,
    @Body() { version, reason, cells }: ReturnBody,
  ): Promise<ReportView> {
    const remarks = (cells ?? []).map(({ form, row, field, note }) => ({ form, row, field, note: note ?? '' }));
    return reportView(await this.returning.run(principal, id, version, reason, remarks), this.clock.now());
  }

  @Post('unlock')
  @HttpCode(200)
  @Demands('report.review')
  @ApiOperation({ summary: '解锁已提交或已接收的报表（必须写明理由，到期自动恢复）' })
  @ApiOkResponse({ type: ReportView })
  async unlock(
    @CurrentPrincipal() principal: Principal,
    @Param('id', ParseIntPipe) id: number,
    @Body() { version, reason, hours }: UnlockBody,
  ): Promise<ReportView> {
    return reportView(await this.unlocking.run(principal, id, version, reason, hours ?? DEFAULT_HOURS), this.clock.now());
  }
}
