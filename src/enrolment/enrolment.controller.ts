import { Controller, Get, Query, type StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentPrincipal, Demands, type Principal } from '../access/index.js';
import { Clock } from '../platform/clock/clock.js';
import { ApiWorkbook, tableAttachment } from '../platform/http/table-attachment.js';
import { dayAsked } from '../platform/http/day.js';
import { AsOfQuery, ListedUnitView, UnitsQuery } from './enrolment.dto.js';
import { ExportUnits } from './export-units.js';
import { ListUnits, type ListedUnit } from './list-units.js';

const PAGE = 50;

@ApiTags('参保')
@Controller('enrolment')
export class EnrolmentController {
  constructor(
    private readonly units: ListUnits,
    private readonly exporter: ExportUnits,
    private readonly clock: Clock,
  ) {}

  @Get('units')
  @Demands('data.read')
  @ApiOperation({ summary: '参保单位及其截至某日的工伤保险参保人数，逐页' })
  @ApiOkResponse({ type: [ListedUnitView] })
  async list(
    @CurrentPrincipal() principal: Principal,
    @Query() { asOf, county, afterId = 0, limit = PAGE }: UnitsQuery,
  ): Promise<ListedUnitView[]> {
    const day = asOf === undefined ? this.clock.today() : dayAsked(asOf);
    return (await this.units.page(principal, day, county, { afterId, limit })).map(view);
  }

  @Get('units.xlsx')
  @Demands('data.read')
  @ApiOperation({ summary: '导出参保单位及其截至某日的工伤保险参保人数（.xlsx）' })
  @ApiWorkbook()
  async exportUnits(@CurrentPrincipal() principal: Principal, @Query() { asOf, county }: AsOfQuery): Promise<StreamableFile> {
    const day = asOf === undefined ? this.clock.today() : dayAsked(asOf);
    return tableAttachment(await this.exporter.run(principal, day, county));
  }
}

const view = ({ unit, insured }: ListedUnit): ListedUnitView => ({
  ...unit,
  name: insured?.name ?? unit.name,
  month: insured?.month ?? null,
  insuredCount: insured?.insuredCount ?? null,
  stale: insured?.stale ?? false,
  source: insured?.source ?? null,
});
