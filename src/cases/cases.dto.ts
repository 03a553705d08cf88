import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional, IsString, MaxLength } from 'class-validator';
import { PageSize, PageStart } from '../platform/http/page-size.js';

export class CasesQuery {
  @ApiPropertyOptional({ description: '旗县区代码' })
  @IsOptional()
  @IsString()
  @MaxLength(12)
  county?: string;

  @PageStart('跳过前面多少条')
  skip?: number;

  @PageSize(50)
  limit?: number;
}

class CaseSourceView {
  @ApiProperty() batchId: number;
  @ApiProperty({ description: '工作表' }) sheet: string;
  @ApiProperty({ description: '行号' }) row: number;
}

export class ListedCaseView {
  @ApiProperty() caseId: number;
  @ApiProperty() countyCode: string;
  @ApiProperty({ description: '姓名，已遮盖' }) name: string;
  @ApiProperty() sex: string;
  @ApiProperty({ description: '身份证号码，已遮盖' }) idNumber: string;
  @ApiProperty({ description: '职业病发病所在单位' }) employer: string;
  @ApiProperty({ description: '职业病诊断病种' }) disease: string;
  @ApiProperty({ description: '职业病诊断时间' }) diagnosed: string;
  @ApiProperty({ description: '工伤认定时间；尚无为空' }) recognised: string;
  @ApiProperty({ description: '劳动能力鉴定时间；尚无为空' }) assessed: string;
  @ApiProperty({ description: '是否参保' }) insured: string;
  @ApiProperty({ description: '是否领取工伤待遇' }) receivesBenefits: string;
  @ApiProperty({ type: CaseSourceView, description: '病例行的出处' }) source: CaseSourceView;
}

export class ListedCasesView {
  @ApiProperty({ description: '病例总数' }) total: number;
  @ApiProperty({ type: [ListedCaseView] }) cases: ListedCaseView[];
}
