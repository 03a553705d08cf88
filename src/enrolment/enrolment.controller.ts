import { Controller, Get, Query, type StreamableFile } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentPrincipal, Demands, type Principal } from '../access/index.js';
import { Clock } from '../platform/clock/clock.js';
import { ApiWorkbook, tableAttachment } from '../platform/http/table-attachment.js';
import { dayAsked } from '../platform/http/day.js';
import { AsOfQuery } from './enrolment.dto.js';
import { ExportUnits } from './export-units.js';

@ApiTags('参保')
@Controller('enrolment')
export class EnrolmentController {
  constructor(
    private readonly exporter: ExportUnits,
    private readonly clock: Clock,
  ) {}

  @Get('units.xlsx')
  @Demands('data.read')
  @ApiOperation({ summary: '导出参保单位及其截至某日的工伤保险参保人数（.xlsx）' })
  @ApiWorkbook()
  async exportUnits(@CurrentPrincipal() principal: Principal, @Query() { asOf, county }: AsOfQuery): Promise<StreamableFile> {
    const day = asOf === undefined ? this.clock.today() : dayAsked(asOf);
    return tableAttachment(await this.exporter.run(principal, day, county));
  }
}
