import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsBoolean, IsIn, IsInt, IsOptional, IsString, Max, MaxLength, Min } from 'class-validator';

/** The fields beside the file in an upload. */
export class UploadBody {
  @ApiProperty({ description: '导入类型：registry 企业底数（附件2），enrolment-unit 单位参保，cases 职业病人员（附件3）' })
  @IsString()
  @MaxLength(30)
  kind: string;

  @ApiPropertyOptional({ description: '旗县区代码或名称；表中没有写明时必填' })
  @IsOptional()
  @IsString()
  @MaxLength(12)
  county?: string;

  @ApiPropertyOptional({ description: '数据所属月份', example: '2022-12' })
  @IsOptional()
  @IsString()
  @MaxLength(7)
  asOf?: string;

  @ApiPropertyOptional({ enum: ['plan', 'apply'], default: 'plan', description: '只校验比对，或同时生效' })
  @IsOptional()
  @IsIn(['plan', 'apply'])
  step?: 'plan' | 'apply';

  @ApiPropertyOptional({
    enum: ['true', 'false'],
    default: 'false',
    description: 'step=apply 时：变更与缺失超过已有数据五分之一也生效；否则这样的批次停在 planned，等待确认',
  })
  @IsOptional()
  @IsIn(['true', 'false'])
  confirmLargeChange?: 'true' | 'false';
}

export class UploadForm extends UploadBody {
  @ApiProperty({ type: 'string', format: 'binary' })
  file: unknown;
}

export class ApplyBody {
  @ApiProperty({ description: '所见版本号' })
  @IsInt()
  version: number;

  @ApiPropertyOptional({ default: false, description: '已核对大量变更（largeChange），确认生效' })
  @IsOptional()
  @IsBoolean()
  confirmLargeChange?: boolean;
}

export class RowErrorView {
  @ApiProperty({ description: '工作表' }) sheet: string;
  @ApiProperty({ description: '行号' }) row: number;
  @ApiProperty({ description: '列' }) column: string;
  @ApiProperty() code: string;
  @ApiProperty({ description: '原因与处理办法' }) message: string;
}

export class RejectionView {
  @ApiProperty() code: string;
  @ApiProperty() message: string;
}

export class AlarmView {
  @ApiProperty() code: string;
  @ApiProperty() message: string;
}

export class NoticeView {
  @ApiProperty() code: string;
  @ApiProperty() message: string;
}

export class MissingRowView {
  @ApiProperty({ description: '工作表' }) sheet: string;
  @ApiProperty({ description: '行号' }) row: number;
}

export class CorrectionFileView {
  @ApiProperty() fileName: string;
  @ApiProperty({ description: 'SHA-256' }) fileHash: string;
  @ApiProperty({ description: '更正的单元格数' }) cells: number;
  @ApiProperty({ type: [MissingRowView], description: '更正后的文件中没有的行，仍按原内容处理；前若干行' }) missingRows: MissingRowView[];
  @ApiProperty({ description: '更正后的文件中没有的行数' }) missingCount: number;
  @ApiProperty() by: string;
  @ApiProperty({ format: 'date-time' }) at: string;
}

export class BatchView {
  @ApiProperty() id: number;
  @ApiProperty() kind: string;
  @ApiProperty() fileName: string;
  @ApiProperty({ description: 'SHA-256' }) fileHash: string;
  @ApiProperty({ type: String, nullable: true }) asOf: string | null;
  @ApiProperty({ type: [String] }) countyCodes: string[];
  @ApiProperty({ enum: ['uploaded', 'checking', 'planned', 'applying', 'applied', 'rejected', 'cancelled', 'undone'] }) state: string;
  @ApiProperty({ description: '数据行数（含读不出的行）' }) rows: number;
  @ApiProperty({ description: '新增' }) new: number;
  @ApiProperty({ description: '变更' }) changed: number;
  @ApiProperty({ description: '未变' }) unchanged: number;
  @ApiProperty({ description: '上次有、这次没有；不会自动删除' }) missing: number;
  @ApiProperty({ description: '与已有数据相比变动异常（alarms 非空），生效前请再看一遍' }) largeChange: boolean;
  @ApiProperty({ type: [AlarmView], description: '变动异常的地方，例如上期的单位大量缺失' }) alarms: AlarmView[];
  @ApiProperty() errorCount: number;
  @ApiProperty() warningCount: number;
  @ApiProperty({ type: [RowErrorView], description: '前若干条，全部见 /issues' }) errors: RowErrorView[];
  @ApiProperty({ type: [RowErrorView], description: '前若干条，全部见 /issues' }) warnings: RowErrorView[];
  @ApiProperty({ type: RejectionView, nullable: true, description: '整个文件不能导入的原因' }) rejection: RejectionView | null;
  @ApiProperty({ type: NoticeView, nullable: true, description: '上一次没有生效的原因，例如比对之后数据又有变化' })
  notice: NoticeView | null;
  @ApiProperty() createdBy: string;
  @ApiProperty() createdAt: Date;
  @ApiProperty({ type: String, nullable: true, description: '生效（或正在生效）的操作人' }) appliedBy: string | null;
  @ApiProperty({ type: Date, nullable: true }) appliedAt: Date | null;
  @ApiProperty({ type: String, nullable: true, description: '撤销的操作人' }) undoneBy: string | null;
  @ApiProperty({ type: Date, nullable: true }) undoneAt: Date | null;
  @ApiProperty({ type: String, nullable: true }) undoReason: string | null;
  @ApiProperty({ type: CorrectionFileView, nullable: true, description: '最近一次并入的错误标注表' })
  correctionFile: CorrectionFileView | null;
  @ApiProperty() version: number;
}

export class IssueView extends RowErrorView {
  @ApiProperty() id: number;
  @ApiProperty({ enum: ['error', 'warning'] }) severity: string;
}

export class IssueGroupView {
  @ApiProperty({ enum: ['error', 'warning'] }) severity: string;
  @ApiProperty() code: string;
  @ApiProperty({ description: '列' }) column: string;
  @ApiProperty({ description: '原因与处理办法（一例）' }) message: string;
  @ApiProperty() count: number;
}

export class IssueQuery {
  @ApiPropertyOptional({ enum: ['error', 'warning'] })
  @IsOptional()
  @IsIn(['error', 'warning'])
  severity?: 'error' | 'warning';

  @ApiPropertyOptional()
  @IsOptional()
  @IsString()
  @MaxLength(60)
  code?: string;

  @ApiPropertyOptional({ description: '上一页最后一条的编号' })
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  afterId?: number;

  @ApiPropertyOptional({ minimum: 1, maximum: 1000, default: 200 })
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(1000)
  limit?: number;
}

export class SourceRowView {
  @ApiProperty() sheet: string;
  @ApiProperty() row: number;
  @ApiProperty({ description: '在工作簿中是隐藏行' }) hidden: boolean;
  @ApiProperty({ type: 'object', additionalProperties: { type: 'string' }, description: '表头 → 原样内容' }) raw: Record<string, string>;
}

export class SourceRowQuery {
  @ApiProperty()
  @IsString()
  @MaxLength(120)
  sheet: string;

  @ApiProperty()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  row: number;
}
