import { ApiProperty } from '@nestjs/swagger';
import { FormView, STATES } from '../cell.dto.js';
import { CompletenessLineView, CompletenessView } from '../reporting.dto.js';
import { ReceiptView } from '../submission.dto.js';

const BUNDLE_STATES = ['queued', 'running', 'done', 'failed'] as const;

export class MatrixCellView {
  @ApiProperty() reportId: number;
  @ApiProperty() cycleCode: string;
  @ApiProperty({ description: '报送截止日' }) dueOn: string;
  @ApiProperty() countyCode: string;
  @ApiProperty({ description: '旗县区' }) countyName: string;
  @ApiProperty({ enum: STATES }) state: string;
  @ApiProperty({ description: '状态' }) stateName: string;
  @ApiProperty({ description: '逾期' }) overdue: boolean;
  @ApiProperty({ enum: ['on-time', 'late', 'overdue', 'pending'], description: '按时、逾期报送、逾期未报、未到期' }) punctuality: string;
  @ApiProperty({ type: Date, nullable: true, description: '首次提交时间' }) firstSubmittedAt: Date | null;
  @ApiProperty({ type: Date, nullable: true, description: '最近一次提交时间' }) submittedAt: Date | null;
  @ApiProperty({ description: '版本号' }) version: number;
  @ApiProperty({ type: ReceiptView, nullable: true, description: '最近一次提交的回执；未提交过为空' }) receipt: ReceiptView | null;
}

export class CountyMatrixView {
  @ApiProperty({ type: [MatrixCellView], description: '旗县区×期，每格一份报表' }) cells: MatrixCellView[];
  @ApiProperty({ type: [CompletenessLineView], description: '按旗县区' }) byCounty: CompletenessLineView[];
  @ApiProperty({ type: [CompletenessLineView], description: '按期' }) byTurn: CompletenessLineView[];
  @ApiProperty({ type: CompletenessView, description: '全市合计' }) total: CompletenessView;
}

export class CountyOfTurnView {
  @ApiProperty() reportId: number;
  @ApiProperty() countyCode: string;
  @ApiProperty({ description: '旗县区' }) countyName: string;
  @ApiProperty({ enum: STATES }) state: string;
  @ApiProperty({ description: '状态' }) stateName: string;
  @ApiProperty({ description: '逾期' }) overdue: boolean;
}

export class CityAssemblyView {
  @ApiProperty({ description: '报送截止日' }) dueOn: string;
  @ApiProperty({ type: [CountyOfTurnView], description: '已接收、计入汇总的旗县区' }) accepted: CountyOfTurnView[];
  @ApiProperty({ type: [CountyOfTurnView], description: '未接收、未计入汇总的旗县区' }) pending: CountyOfTurnView[];
  @ApiProperty({ type: [FormView], description: '全市汇总表，姓名和身份证号码已遮盖' }) forms: FormView[];
  @ApiProperty({ description: '所汇总各次提交的校验值 SHA-256' }) hash: string;
}

export class CityBundleView {
  @ApiProperty() id: number;
  @ApiProperty({ description: '报送截止日' }) dueOn: string;
  @ApiProperty({ enum: BUNDLE_STATES, description: '排队、生成中、已完成、失败（可重新申请）' }) state: string;
  @ApiProperty({ description: '进度（0—100）' }) percent: number;
  @ApiProperty({ description: '进度或失败原因的说明；已完成为空' }) note: string;
  @ApiProperty({ description: '下载时的文件名' }) fileName: string;
  @ApiProperty({ type: String, nullable: true, description: '归档包的 SHA-256；未完成为空' }) fileHash: string | null;
  @ApiProperty({ description: '首次申请人' }) requestedBy: string;
  @ApiProperty({ type: Date, description: '首次申请时间' }) requestedAt: Date;
  @ApiProperty({ type: Date, nullable: true, description: '生成时间；未完成为空' }) madeAt: Date | null;
}
