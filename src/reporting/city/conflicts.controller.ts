import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentPrincipal, Demands, type Principal } from '../../access/index.js';
import { maskIdNumber, maskName } from '../../kernel/index.js';
import { ReportingConflictView } from './conflicts.dto.js';
import { ShowConflicts, type ConflictingCase } from './show-conflicts.js';

@ApiTags('全市汇总')
@Controller('city-reports/conflicts')
export class ConflictsController {
  constructor(private readonly conflicts: ShowConflicts) {}

  @Get()
  @Demands('report.review')
  @ApiOperation({ summary: '上报冲突：同一人的同一病种由两个以上旗县区上报，列出各方所报' })
  @ApiOkResponse({ type: [ReportingConflictView] })
  async list(@CurrentPrincipal() principal: Principal): Promise<ReportingConflictView[]> {
    return (await this.conflicts.run(principal)).flatMap(conflictView);
  }
}

function conflictView(group: readonly ConflictingCase[]): ReportingConflictView[] {
  const [first] = group;
  if (!first) return [];
  const { name, idNumber, diseaseName } = first.case;
  const cases = group.map(({ caseId, countyName, report, case: one }) => ({
    caseId,
    countyCode: one.countyCode,
    countyName,
    employer: one.employerName,
    disease: one.diseaseText,
    diagnosedOn: one.diagnosedText,
    reportId: report?.id ?? null,
    dueOn: report?.dueOn ?? null,
  }));
  return [{ name: maskName(name), idNumber: maskIdNumber(idNumber), diseaseName, cases }];
}
