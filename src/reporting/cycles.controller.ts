import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentPrincipal, Demands, type Principal } from '../access/index.js';
import { Clock } from '../platform/clock/clock.js';
import { ChangeCycles } from './change-cycles.js';
import { CyclePlanBody, CyclePlanView } from './cycles.dto.js';
import { dayAsked } from '../platform/http/day.js';
import type { CyclePlan } from './domain/index.js';
import { periodOf } from './period-of.js';
import { CompletenessReportView, PeriodQuery } from './reporting.dto.js';
import { ShowCompleteness, type CompletenessEntry } from './show-completeness.js';

@ApiTags('报送周期')
@Controller()
export class CyclesController {
  constructor(
    private readonly cycles: ChangeCycles,
    private readonly completeness: ShowCompleteness,
    private readonly clock: Clock,
  ) {}

  @Get('report-cycles')
  @Demands('cycles.read')
  @ApiOperation({ summary: '报送周期的各个版本' })
  @ApiOkResponse({ type: [CyclePlanView] })
  async list(@CurrentPrincipal() principal: Principal): Promise<CyclePlanView[]> {
    return (await this.cycles.all(principal)).map(planView);
  }

  @Post('report-cycles')
  @Demands('cycles.manage')
  @ApiOperation({ summary: '自某个报送截止日起调整报送周期；已打开的报表不变' })
  @ApiCreatedResponse({ type: CyclePlanView })
  async change(@CurrentPrincipal() principal: Principal, @Body() { effectiveFrom, reason, cycles }: CyclePlanBody): Promise<CyclePlanView> {
    return planView(await this.cycles.run(principal, { effectiveFrom: dayAsked(effectiveFrom), reason, cycles }));
  }

  @Get('reports/completeness')
  @Demands('report.read')
  @ApiOperation({ summary: '各旗县区、各期的应报、已报、按时、逾期' })
  @ApiOkResponse({ type: CompletenessReportView })
  async show(@CurrentPrincipal() principal: Principal, @Query() query: PeriodQuery): Promise<CompletenessReportView> {
    const { from, to } = periodOf(query, this.clock.today());
    const { entries, byCounty, byTurn, total } = await this.completeness.run(principal, from, to);
    return { entries: entries.map(entryView), byCounty: [...byCounty], byTurn: [...byTurn], total };
  }
}

const planView = ({ cycles, ...plan }: CyclePlan): CyclePlanView => ({
  ...plan,
  cycles: cycles.map((cycle) => ({ ...cycle, forms: [...cycle.forms], divisions: [...cycle.divisions] })),
});

const entryView = ({ report, countyName, punctuality }: CompletenessEntry): CompletenessReportView['entries'][number] => {
  const { id, cycleCode, dueOn, countyCode, state, firstSubmittedAt } = report;
  return { reportId: id, cycleCode, dueOn, countyCode, countyName, state, punctuality, firstSubmittedAt };
};
