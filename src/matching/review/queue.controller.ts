import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentPrincipal, Demands, type Principal } from '../../access/index.js';
import { DescribeEntry } from './describe-entry.js';
import type { EntryFilter } from './domain/index.js';
import { NextEntryView, QueuePageView } from './entry.views.js';
import { LearntNameRivals } from './learnt-name-rivals.js';
import { entryHead, entryView } from './present.js';
import { ReviewQueue } from './queue.js';
import { CountyOfQueueQuery, QueuePageQuery, QueueQuery } from './review.dto.js';
import { QueueCountsView, RivalledLinkView } from './review.views.js';

const PAGE = 20;

/** The queue: which entries wait, in an order that lasts. */
@ApiTags('匹配审核')
@Controller('matching/review')
export class QueueController {
  constructor(
    private readonly queue: ReviewQueue,
    private readonly describer: DescribeEntry,
    private readonly rivals: LearntNameRivals,
  ) {}

  @Get('entries')
  @Demands('data.read')
  @ApiOperation({ summary: '审核队列：一条为一家企业，按登记先后' })
  @ApiOkResponse({ type: QueuePageView })
  async page(@CurrentPrincipal() principal: Principal, @Query() query: QueuePageQuery): Promise<QueuePageView> {
    const { entries, next } = await this.queue.page(principal, query.county, filterOf(query), query.after ?? 0, query.limit ?? PAGE);
    return { entries: entries.map(entryHead), next };
  }

  @Get('next')
  @Demands('data.read')
  @ApiOperation({ summary: '队列中该企业之后的下一条，含全部候选' })
  @ApiOkResponse({ type: NextEntryView })
  async next(@CurrentPrincipal() principal: Principal, @Query() query: QueueQuery): Promise<NextEntryView> {
    const entry = await this.queue.next(principal, query.county, filterOf(query), query.after ?? 0);
    return { entry: entry && entryView(await this.describer.describe(entry)) };
  }

  @Get('counts')
  @Demands('data.read')
  @ApiOperation({ summary: '各筛选条件下的企业数' })
  @ApiOkResponse({ type: QueueCountsView })
  async counts(@CurrentPrincipal() principal: Principal, @Query() { county }: CountyOfQueueQuery): Promise<QueueCountsView> {
    const { states, counties, bands, differs, industries, waiting } = await this.queue.counts(principal, county);
    const { automatic: _automatic, ...shown } = states;
    return { states: shown, waiting, counties: [...counties], bands: [...bands], differs: [...differs], industries: [...industries] };
  }

  @Get('learnt-name-rivals')
  @Demands('data.read')
  @ApiOperation({ summary: '已确认的关联，其名称后来又有别的企业或参保单位使用' })
  @ApiOkResponse({ type: [RivalledLinkView] })
  async learntNameRivals(@CurrentPrincipal() principal: Principal, @Query() { county }: CountyOfQueueQuery): Promise<RivalledLinkView[]> {
    const found = await this.rivals.list(principal, county);
    return found.map(({ link: { id: linkId, enterpriseId, countyCode, unitId, decidedBy, decidedAt }, name, enterprises, unitIds }) => {
      const link = { linkId, enterpriseId, countyCode, unitId, decidedBy, decidedAt };
      return { ...link, name, enterprises, unitIds: [...unitIds] };
    });
  }
}

const filterOf = ({ state, minScore, maxScore, differs, industry }: QueueQuery): EntryFilter => ({
  state: state ?? 'open',
  minScore,
  maxScore,
  differs,
  industry,
});
