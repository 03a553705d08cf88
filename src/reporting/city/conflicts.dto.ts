import { ApiProperty } from '@nestjs/swagger';

export class ConflictingCaseView {
  @ApiProperty() caseId: number;
  @ApiProperty() countyCode: string;
  @ApiProperty({ description: '旗县区' }) countyName: string;
  @ApiProperty({ description: '职业病发病所在单位' }) employer: string;
  @ApiProperty({ description: '职业病诊断病种' }) disease: string;
  @ApiProperty({ description: '职业病诊断时间' }) diagnosedOn: string;
  @ApiProperty({ type: Number, nullable: true, description: '已列入的报表；尚未提交为空' }) reportId: number | null;
  @ApiProperty({ type: String, nullable: true, description: '该报表的截止日' }) dueOn: string | null;
}

export class ReportingConflictView {
  @ApiProperty({ description: '姓名，已遮盖' }) name: string;
  @ApiProperty({ description: '身份证号码，已遮盖' }) idNumber: string;
  @ApiProperty({ description: '病种' }) diseaseName: string;
  @ApiProperty({ type: [ConflictingCaseView], description: '各旗县区所报' }) cases: ConflictingCaseView[];
}
