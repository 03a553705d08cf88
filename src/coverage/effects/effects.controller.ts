import { Controller, Get, Param, ParseIntPipe, Query } from '@nestjs/common';
import { ApiNotFoundResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentPrincipal, Demands, type Principal } from '../../access/index.js';
import { Clock } from '../../platform/clock/clock.js';
import { readDay } from '../read-day.js';
import type { CoverageLine } from '../domain/index.js';
import { MeasureDecisionEffects } from './decision-effects.js';
import { DecisionEffectsView, EffectsQuery, type CountyFigureView } from './effects.dto.js';

/** Beside the review of matches: it stands with coverage, which knows the figures. */
@ApiTags('匹配审核')
@Controller('coverage/enterprises')
export class EffectsController {
  constructor(
    private readonly effects: MeasureDecisionEffects,
    private readonly clock: Clock,
  ) {}

  @Get(':id/decision-effects')
  @Demands('data.read')
  @ApiOperation({ summary: '对该企业各候选作出决定后，所在旗县区的覆盖率会怎样' })
  @ApiOkResponse({ type: DecisionEffectsView })
  @ApiNotFoundResponse({ description: 'not-found：没有该企业，或不在管辖范围内' })
  async of(
    @CurrentPrincipal() principal: Principal,
    @Param('id', ParseIntPipe) id: number,
    @Query() { asOf }: EffectsQuery,
  ): Promise<DecisionEffectsView> {
    const { countyCode, asOf: day, now, candidates } = await this.effects.of(principal, id, readDay(asOf, this.clock));
    return {
      countyCode,
      asOf: day,
      now: figureView(now),
      candidates: candidates.map(({ unitId, ifSame, ifDifferent }) => ({
        unitId,
        ifSame: ifSame && figureView(ifSame),
        ifDifferent: figureView(ifDifferent),
      })),
    };
  }
}

const figureView = ({ insured, insuredMin, insuredMax, headcount, ratePercent, target, met, gap }: CoverageLine): CountyFigureView => ({
  insured,
  insuredMin,
  insuredMax,
  headcount,
  ratePercent,
  target,
  met,
  gap,
});
