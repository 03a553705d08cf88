import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProperty, ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, MaxLength } from 'class-validator';
import { CurrentPrincipal, Demands, type Principal } from '../access/index.js';
import { AsOfQuery } from '../enrolment/index.js';
import { Clock } from '../platform/clock/clock.js';
import { CoverageEntryView } from './coverage.dto.js';
import { byGap, isShown, LINE_ORDERS, SHOWN_LINES, type LineOrder, type ShownLines } from './domain/index.js';
import { entryView } from './entry-view.js';
import { MeasureCoverage } from './measure-coverage.js';
import { readDay } from './read-day.js';
import { PageSize, PageStart } from '../platform/http/page-size.js';

const PAGE = 50;
/** Of enterprises whose 所属行业 could not be read. */
const UNCLASSIFIED = 'unclassified';

export class CoverageLinesQuery extends AsOfQuery {
  @ApiPropertyOptional({ description: '重点行业代码；unclassified 为未分类' })
  @IsOptional()
  @IsString()
  @MaxLength(40)
  industry?: string;

  @ApiPropertyOptional({ description: '企业名称中含有' })
  @IsOptional()
  @IsString()
  @MaxLength(100)
  name?: string;

  @ApiPropertyOptional({
    enum: SHOWN_LINES,
    default: 'counted',
    description: 'counted 计入统计的，uncovered 无人参保的，short 未全员参保的，open 有待定匹配的，out 不计入的',
  })
  @IsOptional()
  @IsIn(SHOWN_LINES)
  show?: ShownLines;

  @ApiPropertyOptional({ enum: LINE_ORDERS, default: 'listed', description: 'listed 按名册顺序，gap 未参保人数多的在前' })
  @IsOptional()
  @IsIn(LINE_ORDERS)
  order?: LineOrder;

  @PageStart('跳过几家')
  skip?: number;

  @PageSize(PAGE)
  limit?: number;
}

export class CoverageLinesView {
  @ApiProperty() asOf: string;
  @ApiProperty({ description: '符合条件的企业数' }) total: number;
  @ApiProperty({ description: '其职工人数之和' }) headcount: number;
  @ApiProperty({ description: '其参保人数之和' }) insured: number;
  @ApiProperty({ type: [CoverageEntryView] }) lines: CoverageEntryView[];
}

/** What screens show of the enterprises behind a figure: page by page. */
@ApiTags('覆盖率')
@Controller('coverage/lines')
export class CoverageLinesController {
  constructor(
    private readonly coverage: MeasureCoverage,
    private readonly clock: Clock,
  ) {}

  @Get()
  @Demands('data.read')
  @ApiOperation({ summary: '覆盖率背后的企业，逐页' })
  @ApiOkResponse({ type: CoverageLinesView })
  async page(@CurrentPrincipal() principal: Principal, @Query() query: CoverageLinesQuery): Promise<CoverageLinesView> {
    const { county, industry, name, show = 'counted', order = 'listed', skip = 0, limit = PAGE } = query;
    const asOf = readDay(query.asOf, this.clock);
    const all = await this.coverage.entries(principal, asOf, county);
    const found = all.filter(
      ({ line, coverage }) =>
        isShown(coverage, show) &&
        (industry === undefined || (line.industryCode ?? UNCLASSIFIED) === industry) &&
        (name === undefined || line.name.includes(name)),
    );
    const lines = (order === 'gap' ? byGap(found) : found).slice(skip, skip + limit).map(entryView);
    const sum = (of: 'headcount' | 'insured'): number => found.reduce((total, { coverage }) => total + coverage[of], 0);
    return { asOf, total: found.length, headcount: sum('headcount'), insured: sum('insured'), lines };
  }
}
