import { Body, Controller, Get, HttpCode, Param, ParseIntPipe, Post } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentPrincipal, Demands, type Principal } from '../access/index.js';
import { Problem } from '../kernel/index.js';
import { Clock } from '../platform/clock/clock.js';
import { BeginDraft } from './begin-draft.js';
import { DraftView, EndOverrideBody, OverrideBody } from './draft.dto.js';
import type { CellValue } from './domain/index.js';
import type { DraftOverview } from './draft.js';
import { OverrideCell } from './override-cell.js';
import { ReadReport } from './read-report.js';
import { draftForms, overrideView, reportView } from './report-views.js';
import { ReportView, VersionBody } from './reporting.dto.js';

@ApiTags('报表')
@Controller('reports/:id')
export class DraftController {
  constructor(
    private readonly reports: ReadReport,
    private readonly beginner: BeginDraft,
    private readonly overrider: OverrideCell,
    private readonly clock: Clock,
  ) {}

  @Get('draft')
  @Demands('report.read')
  @ApiOperation({ summary: '提交前的报表：系统值、人工更改和检查结果，随数据更新' })
  @ApiOkResponse({ type: DraftView })
  async draft(@CurrentPrincipal() principal: Principal, @Param('id', ParseIntPipe) id: number): Promise<DraftView> {
    return this.view(await this.reports.draft(principal, id));
  }

  @Post('draft')
  @HttpCode(200)
  @Demands('report.fill')
  @ApiOperation({ summary: '打开未开始的报表，或重新填报已退回的报表' })
  @ApiOkResponse({ type: ReportView })
  async begin(
    @CurrentPrincipal() principal: Principal,
    @Param('id', ParseIntPipe) id: number,
    @Body() { version }: VersionBody,
  ): Promise<ReportView> {
    return reportView(await this.beginner.run(principal, id, version), this.clock.now());
  }

  @Post('overrides')
  @HttpCode(200)
  @Demands('report.fill')
  @ApiOperation({ summary: '更改一个系统值（必须写明理由；两个值都保留）' })
  @ApiOkResponse({ type: ReportView })
  async override(
    @CurrentPrincipal() principal: Principal,
    @Param('id', ParseIntPipe) id: number,
    @Body() { version, value, reason, form, row, field }: OverrideBody,
  ): Promise<ReportView> {
    const changed = await this.overrider.set(principal, id, version, { form, row, field }, cellValue(value), reason);
    return reportView(changed, this.clock.now());
  }

  @Post('overrides/removals')
  @HttpCode(200)
  @Demands('report.fill')
  @ApiOperation({ summary: '撤销对一个系统值的更改' })
  @ApiOkResponse({ type: ReportView })
  async endOverride(
    @CurrentPrincipal() principal: Principal,
    @Param('id', ParseIntPipe) id: number,
    @Body() { version, form, row, field }: EndOverrideBody,
  ): Promise<ReportView> {
    return reportView(await this.overrider.end(principal, id, version, { form, row, field }), this.clock.now());
  }

  private view(draft: DraftOverview): DraftView {
    return {
      report: reportView(draft.report, this.clock.now()),
      draftHash: draft.hash,
      forms: draftForms(draft),
      overrides: draft.overrides.map((override) => overrideView(override, draft.stated)),
      findings: draft.findings.map((finding) => ({ ...finding })),
    };
  }
}

function cellValue(value: unknown): CellValue {
  if (value === null || typeof value === 'string' || (typeof value === 'number' && Number.isFinite(value))) return value;
  throw new Problem('invalid', 'override-value-invalid', '更改后的值应为文字、数字或空（null），请修改后重试。');
}
