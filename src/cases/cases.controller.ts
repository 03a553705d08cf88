import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentPrincipal, Demands, type Principal } from '../access/index.js';
import { maskIdNumber, maskName } from '../kernel/index.js';
import type { KeptCase } from './case.store.js';
import { CasesQuery, ListedCasesView, type ListedCaseView } from './cases.dto.js';
import { ListCases } from './list-cases.js';

const PAGE = 50;

@ApiTags('病例')
@Controller('cases')
export class CasesController {
  constructor(private readonly cases: ListCases) {}

  @Get()
  @Demands('data.read')
  @ApiOperation({ summary: '职业病病例，诊断时间近的在前；姓名和身份证号码已遮盖' })
  @ApiOkResponse({ type: ListedCasesView })
  async list(@CurrentPrincipal() principal: Principal, @Query() { county, skip = 0, limit = PAGE }: CasesQuery): Promise<ListedCasesView> {
    const { total, cases } = await this.cases.page(principal, county, { skip, limit });
    return { total, cases: cases.map(view) };
  }
}

const view = ({ caseId, case: one, source }: KeptCase): ListedCaseView => ({
  caseId,
  countyCode: one.countyCode,
  name: maskName(one.name),
  sex: one.sex,
  idNumber: maskIdNumber(one.idNumber),
  employer: one.employerName,
  disease: one.diseaseText,
  diagnosed: one.diagnosedText,
  recognised: one.recognisedText,
  assessed: one.assessedText,
  insured: one.insured,
  receivesBenefits: one.receivesBenefits,
  source,
});
