import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsInt, IsOptional, IsString, Length, Min } from 'class-validator';
import { EXPORT_KINDS, type ExportKind, type ExportState } from './domain/index.js';

export class RevealBody {
  @ApiPropertyOptional({ description: '病例编号；或者填批次、工作表和行号' })
  @IsOptional()
  @IsInt()
  caseId?: number;

  @ApiPropertyOptional({ description: '导入批次' })
  @IsOptional()
  @IsInt()
  batchId?: number;

  @ApiPropertyOptional({ description: '工作表名称' })
  @IsOptional()
  @IsString()
  @Length(1, 120)
  sheet?: string;

  @ApiPropertyOptional({ description: '行号' })
  @IsOptional()
  @IsInt()
  @Min(1)
  row?: number;

  @ApiProperty({ description: '查看明文的理由，记入审计', example: '核对工伤认定材料' })
  @IsString()
  reason: string;
}

export class RevealedPersonView {
  @ApiProperty({ description: '姓名（明文）' }) name: string;
  @ApiProperty({ description: '身份证号码（明文）' }) idNumber: string;
}

export class ExportRequestBody {
  @ApiProperty({ enum: EXPORT_KINDS })
  @IsIn(EXPORT_KINDS)
  kind: ExportKind;

  @ApiProperty({ description: '哪一份：report-file 为“报表编号/文件编号”，city-form 为“截止日/表”，其余为编号', example: '12/34' })
  @IsString()
  @Length(1, 60)
  subject: string;

  @ApiProperty({ description: '导出的理由，记入审计' })
  @IsString()
  reason: string;
}

export class ExportDecisionBody {
  @ApiProperty() @IsInt() version: number;
}

export class ExportRejectionBody extends ExportDecisionBody {
  @ApiProperty({ description: '驳回的理由' })
  @IsString()
  reason: string;
}

export class ExportRequestView {
  @ApiProperty() id: number;
  @ApiProperty({ enum: EXPORT_KINDS }) kind: ExportKind;
  @ApiProperty() kindName: string;
  @ApiProperty() subject: string;
  @ApiProperty() title: string;
  @ApiProperty({ type: String, nullable: true }) countyCode: string | null;
  @ApiProperty() reason: string;
  @ApiProperty({ enum: ['requested', 'approved', 'rejected'] }) state: ExportState;
  @ApiProperty() requestedBy: string;
  @ApiProperty() requestedAt: Date;
  @ApiProperty({ type: String, nullable: true }) decidedBy: string | null;
  @ApiProperty({ type: Date, nullable: true }) decidedAt: Date | null;
  @ApiProperty({ type: String, nullable: true }) decisionReason: string | null;
  @ApiProperty({ type: Date, nullable: true, description: '批准的有效期' }) expiresAt: Date | null;
  @ApiProperty() downloads: number;
  @ApiProperty() maxDownloads: number;
  @ApiProperty({ description: '是否本人提出' }) own: boolean;
  @ApiProperty() version: number;
}
