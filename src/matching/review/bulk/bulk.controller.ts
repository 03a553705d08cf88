import { Body, Controller, Get, HttpCode, Param, ParseIntPipe, Post } from '@nestjs/common';
import { ApiConflictResponse, ApiCreatedResponse, ApiNotFoundResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentPrincipal, Demands, type Principal } from '../../../access/index.js';
import { memberView } from '../present.js';
import { AcceptBandBody, DrawBulkSampleBody } from '../review.dto.js';
import { BulkAcceptanceView, BulkSampleView } from '../review.views.js';
import { AcceptBand } from './accept-band.js';
import { SampleBand } from './sample-band.js';

/** Bulk acceptance of a band, after a sample of it was decided one by one. */
@ApiTags('匹配审核')
@ApiNotFoundResponse({ description: 'not-found：没有该抽样，或其范围超出管辖' })
@Controller('matching/review/samples')
export class BulkController {
  constructor(
    private readonly sampling: SampleBand,
    private readonly acceptance: AcceptBand,
  ) {}

  @Post()
  @Demands('match.decide')
  @ApiOperation({ summary: '从筛选范围中随机抽取十条，逐条决定后方可批量确认；已有未用的抽样则返回该抽样' })
  @ApiCreatedResponse({ type: BulkSampleView })
  @ApiConflictResponse({ description: 'band-too-small' })
  async draw(@CurrentPrincipal() principal: Principal, @Body() { county, ...filter }: DrawBulkSampleBody): Promise<BulkSampleView> {
    const { sample } = await this.sampling.draw(principal, county, { ...filter, state: 'open' });
    return this.show(principal, sample.id);
  }

  @Get(':id')
  @Demands('match.decide')
  @ApiOperation({ summary: '抽样的逐条结果，以及可批量确认的候选' })
  @ApiOkResponse({ type: BulkSampleView })
  async show(@CurrentPrincipal() principal: Principal, @Param('id', ParseIntPipe) id: number): Promise<BulkSampleView> {
    const { outcome, band } = await this.acceptance.preview(principal, id);
    const { pairs, filter: _filter, counties, ...sample } = outcome.sample;
    return {
      ...sample,
      counties: [...counties],
      pairs: pairs.map((pair, i) => ({ ...pair, answer: outcome.answers[i] ?? null })),
      members: band.members.map(memberView),
      leftOut: band.leftOut,
    };
  }

  @Post(':id/acceptances')
  @HttpCode(200)
  @Demands('match.decide')
  @ApiOperation({ summary: '批量确认该范围内其余候选：一次完成，可整批撤销；有重名、竞争的不在其中' })
  @ApiOkResponse({ type: BulkAcceptanceView })
  @ApiConflictResponse({
    description:
      'sample-unfinished、sample-has-different、sample-has-unsure、sample-outdated、sample-used、band-changed、unit-linked-elsewhere',
  })
  async accept(
    @CurrentPrincipal() principal: Principal,
    @Param('id', ParseIntPipe) id: number,
    @Body() { expected, note }: AcceptBandBody,
  ): Promise<BulkAcceptanceView> {
    const { actId, members, leftOut } = await this.acceptance.accept(principal, id, expected, note ?? null);
    return { actId, members: members.map(memberView), leftOut };
  }
}
