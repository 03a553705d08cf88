import { Controller, Get, Param, Query, StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiParam, ApiProduces, ApiTags } from '@nestjs/swagger';
import { CurrentPrincipal, Demands, RecordExport, type Principal } from '../../access/index.js';
import { notFound, shanghaiDate } from '../../kernel/index.js';
import { Clock } from '../../platform/clock/clock.js';
import { attachment, XLSX } from '../../platform/http/attachment.js';
import { dayAsked } from '../../platform/http/day.js';
import { CITY_FORMS, holdsPersonalData, isOverdue, maskedName, REPORT_STATE_NAMES } from '../domain/index.js';
import { maskedForm } from '../forms/index.js';
import { periodOf } from '../period-of.js';
import { formViews, receiptView } from '../report-views.js';
import { PeriodQuery } from '../reporting.dto.js';
import { AssembleCity, type CityAssembly, type CountyOfTurn } from './assemble-city.js';
import { CityAssemblyView, CountyMatrixView, type CountyOfTurnView, type MatrixCellView } from './city.dto.js';
import { ShowMatrix, type MatrixCell } from './show-matrix.js';
import { WriteCityForm } from './write-city-form.js';

@ApiTags('全市汇总')
@Controller('city-reports')
export class CityController {
  constructor(
    private readonly matrix: ShowMatrix,
    private readonly assemble: AssembleCity,
    private readonly forms: WriteCityForm,
    private readonly clock: Clock,
    private readonly taken: RecordExport,
  ) {}

  @Get('matrix')
  @Demands('report.read')
  @ApiOperation({ summary: '旗县区×期：每份报表的状态、是否逾期、提交时间、回执，及应报、已报、按时、逾期合计' })
  @ApiOkResponse({ type: CountyMatrixView })
  async show(@CurrentPrincipal() principal: Principal, @Query() query: PeriodQuery): Promise<CountyMatrixView> {
    const { from, to } = periodOf(query, this.clock.today());
    const { cells, byCounty, byTurn, total } = await this.matrix.run(principal, from, to);
    return { cells: cells.map(cellView), byCounty: [...byCounty], byTurn: [...byTurn], total };
  }

  @Get(':dueOn')
  @Demands('report.review')
  @ApiOperation({ summary: '由已接收的报表汇总的全市报表，并列出未接收的旗县区' })
  @ApiParam({ name: 'dueOn', description: '报送截止日', example: '2022-10-10' })
  @ApiOkResponse({ type: CityAssemblyView })
  async assembled(@CurrentPrincipal() principal: Principal, @Param('dueOn') dueOn: string): Promise<CityAssemblyView> {
    const { accepted, pending, stated, hash, ...rest } = await this.assembly(principal, dueOn);
    const view = (county: CountyOfTurn): CountyOfTurnView => this.countyView(county);
    return { dueOn: rest.dueOn, accepted: accepted.map(view), pending: pending.map(view), forms: formViews(stated), hash };
  }

  @Get(':dueOn/forms/:form')
  @Demands('report.review')
  @ApiOperation({ summary: '下载一份全市汇总表（附件3已脱敏）' })
  @ApiParam({ name: 'dueOn', description: '报送截止日', example: '2022-10-10' })
  @ApiParam({ name: 'form', enum: CITY_FORMS })
  @ApiProduces(XLSX)
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  async download(
    @CurrentPrincipal() principal: Principal,
    @Param('dueOn') dueOn: string,
    @Param('form') name: string,
  ): Promise<StreamableFile> {
    const form = CITY_FORMS.find((one) => one === name);
    if (!form) throw notFound('该汇总表');
    const { fileName, bytes } = await this.forms.run(principal, await this.assembly(principal, dueOn), form);
    await this.taken.run(principal, { subject: { kind: 'export', id: form }, after: { dueOn } });
    return holdsPersonalData(form) ? attachment(await maskedForm(bytes), maskedName(fileName), XLSX) : attachment(bytes, fileName, XLSX);
  }

  private async assembly(principal: Principal, dueOn: string): Promise<CityAssembly> {
    return this.assemble.of(principal, await this.assemble.reports(principal, dayAsked(dueOn)));
  }

  private countyView({ countyName, report: { id, countyCode, state, dueOn } }: CountyOfTurn): CountyOfTurnView {
    const overdue = isOverdue(state, dueOn, shanghaiDate(this.clock.now()));
    return { reportId: id, countyCode, countyName, state, stateName: REPORT_STATE_NAMES[state], overdue };
  }
}

function cellView({ report, countyName, punctuality, overdue, receipt }: MatrixCell): MatrixCellView {
  const { id, cycleCode, dueOn, countyCode, state, firstSubmittedAt, submittedAt, version } = report;
  return {
    reportId: id,
    cycleCode,
    dueOn,
    countyCode,
    countyName,
    state,
    stateName: REPORT_STATE_NAMES[state],
    overdue,
    punctuality,
    firstSubmittedAt,
    submittedAt,
    version,
    receipt: receipt && receiptView(receipt),
  };
}
