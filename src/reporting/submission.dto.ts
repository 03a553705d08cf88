import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsArray, IsBoolean, IsInt, IsNumber, IsOptional, IsString, Matches, MaxLength, ValidateNested } from 'class-validator';
import { CellRemarkBody, ChangedCellView, FindingView, FormView, OverrideView, RowView } from './cell.dto.js';
import { ReportFileView, VersionBody } from './reporting.dto.js';

const MAX_REASON = 500;

export class SubmissionBody extends VersionBody {
  @ApiProperty({ description: '所见报表的内容校验值（draftHash）' })
  @Matches(/^[0-9a-f]{64}$/)
  draftHash: string;

  @ApiPropertyOptional({ description: '已逐条查看并确认提示', default: false })
  @IsOptional()
  @IsBoolean()
  acknowledged?: boolean;
}

export class ReturnBody extends VersionBody {
  @ApiProperty({ description: '退回理由', maxLength: MAX_REASON })
  @IsString()
  @MaxLength(MAX_REASON)
  reason: string;

  @ApiPropertyOptional({ type: [CellRemarkBody], description: '所涉单元格' })
  @IsOptional()
  @IsArray()
  @ValidateNested({ each: true })
  @Type(() => CellRemarkBody)
  cells?: CellRemarkBody[];
}

export class UnlockBody extends VersionBody {
  @ApiProperty({ description: '解锁理由', maxLength: MAX_REASON })
  @IsString()
  @MaxLength(MAX_REASON)
  reason: string;

  @ApiPropertyOptional({ description: '解锁时长（小时），到期恢复为已提交的内容', default: 72, maximum: 744 })
  @IsOptional()
  @IsNumber()
  hours?: number;
}

export class VersionsQuery {
  @ApiProperty({ description: '原版本' })
  @Type(() => Number)
  @IsInt()
  from: number;

  @ApiProperty({ description: '新版本' })
  @Type(() => Number)
  @IsInt()
  to: number;
}

export class ReceiptView {
  @ApiProperty({ description: '回执编号' }) receiptNumber: string;
  @ApiProperty({ description: '第几次提交' }) number: number;
  @ApiProperty({ description: '内容校验值 SHA-256' }) hash: string;
  @ApiProperty({ description: '统计、匹配和填报规则的版本' }) rules: string;
  @ApiProperty() submittedBy: string;
  @ApiProperty({ type: Date }) submittedAt: Date;
}

export class ReceiptWithFilesView extends ReceiptView {
  @ApiProperty({ type: [ReportFileView] }) files: ReportFileView[];
}

export class SubmissionView {
  @ApiProperty({ type: ReceiptView }) receipt: ReceiptView;
  @ApiProperty({ type: [FormView] }) forms: FormView[];
  @ApiProperty({ type: [OverrideView] }) overrides: OverrideView[];
  @ApiProperty({ type: [FindingView], description: '提交时已确认的提示' }) findings: FindingView[];
}

export class RowAtView {
  @ApiProperty() form: string;
  @ApiProperty({ type: RowView }) row: RowView;
}

export class DifferenceView {
  @ApiProperty({ type: [ChangedCellView], description: '变化的单元格' }) changed: ChangedCellView[];
  @ApiProperty({ type: [RowAtView], description: '新增的行' }) added: RowAtView[];
  @ApiProperty({ type: [RowAtView], description: '减少的行' }) removed: RowAtView[];
}
