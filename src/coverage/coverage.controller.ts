import { Controller, Get, Param, ParseIntPipe, Query, type StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentPrincipal, Demands, type Principal } from '../access/index.js';
import { AsOfQuery } from '../enrolment/index.js';
import { Clock } from '../platform/clock/clock.js';
import { ApiWorkbook, tableAttachment } from '../platform/http/table-attachment.js';
import { CoverageEntryView, CoverageQuery, CoverageReportView, CountedPersonView } from './coverage.dto.js';
import { entryView } from './entry-view.js';
import { ExportCoverage } from './export-coverage.js';
import { MeasureCoverage } from './measure-coverage.js';
import { readDay } from './read-day.js';

@ApiTags('覆盖率')
@Controller('coverage')
export class CoverageController {
  constructor(
    private readonly coverage: MeasureCoverage,
    private readonly exporter: ExportCoverage,
    private readonly clock: Clock,
  ) {}

  @Get()
  @Demands('data.read')
  @ApiOperation({ summary: '按旗县区或行业的工伤保险覆盖率' })
  @ApiOkResponse({ type: CoverageReportView })
  async report(@CurrentPrincipal() principal: Principal, @Query() { asOf, county, by }: CoverageQuery): Promise<CoverageReportView> {
    const report = await this.coverage.report(principal, readDay(asOf, this.clock), by ?? 'county', county);
    return { ...report, lines: [...report.lines] };
  }

  @Get('enterprises')
  @Demands('data.read')
  @ApiOperation({ summary: '覆盖率背后的企业，及其名册行与参保行的出处' })
  @ApiOkResponse({ type: [CoverageEntryView] })
  async enterprises(@CurrentPrincipal() principal: Principal, @Query() { asOf, county }: AsOfQuery): Promise<CoverageEntryView[]> {
    return (await this.coverage.entries(principal, readDay(asOf, this.clock), county)).map(entryView);
  }

  @Get('enterprises.xlsx')
  @Demands('data.read')
  @ApiOperation({ summary: '导出覆盖率背后的企业（.xlsx）' })
  @ApiWorkbook()
  async exportEnterprises(@CurrentPrincipal() principal: Principal, @Query() { asOf, county }: AsOfQuery): Promise<StreamableFile> {
    return tableAttachment(await this.exporter.run(principal, readDay(asOf, this.clock), county));
  }

  @Get('enterprises/:id/people')
  @Demands('data.read')
  @ApiOperation({ summary: '实名口径背后的每一行：花名册行与个人参保行的出处（不含姓名和证件号码）' })
  @ApiOkResponse({ type: [CountedPersonView] })
  async people(
    @CurrentPrincipal() principal: Principal,
    @Param('id', ParseIntPipe) id: number,
    @Query() { asOf, county }: AsOfQuery,
  ): Promise<CountedPersonView[]> {
    const { named } = await this.coverage.entry(principal, readDay(asOf, this.clock), id, county);
    return (named?.people ?? []).map((person) => ({ ...person }));
  }
}
