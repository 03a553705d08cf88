import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsInt, IsNotEmpty, IsOptional, IsString, Matches, MaxLength, Min } from 'class-validator';
import { PROPOSAL_NAMES } from './domain/index.js';

const PROPOSALS = Object.keys(PROPOSAL_NAMES);
export const DAY = /^\d{4}-\d{2}-\d{2}$/;

export class CountyQuery {
  @ApiPropertyOptional({ description: '旗县区代码', example: '150802' })
  @IsOptional()
  @IsString()
  @MaxLength(12)
  county?: string;
}

export class DecideScopeBody {
  @ApiProperty({ enum: ['confirmed', 'rejected'], description: '确认退出统计范围，或驳回' })
  @IsIn(['confirmed', 'rejected'])
  verdict: 'confirmed' | 'rejected';

  @ApiProperty({ description: '理由（必填）', maxLength: 500 })
  @IsString()
  @IsNotEmpty()
  @MaxLength(500)
  reason: string;
}

export class ProofBody {
  @ApiProperty({ description: '凭证证明的参保人数', minimum: 1 })
  @IsInt()
  @Min(1)
  insuredCount: number;

  @ApiProperty({ description: '生效日期', example: '2022-01-01' })
  @Matches(DAY)
  validFrom: string;

  @ApiPropertyOptional({ description: '失效日期', example: '2022-12-31' })
  @IsOptional()
  @Matches(DAY)
  validTo?: string;

  @ApiProperty({ description: '凭证文号或出具单位', maxLength: 200 })
  @IsString()
  @IsNotEmpty()
  @MaxLength(200)
  document: string;
}

/** Where a line stands: open the batch for its workbook. */
export class LineSourceView {
  @ApiProperty() batchId: number;
  @ApiProperty({ description: '工作表' }) sheet: string;
  @ApiProperty({ description: '行号' }) row: number;
}

export class ScopeDecisionView {
  @ApiProperty() id: number;
  @ApiProperty({ enum: ['confirmed', 'rejected'] }) verdict: string;
  @ApiProperty() reason: string;
  @ApiProperty() decidedBy: string;
  @ApiProperty() decidedAt: Date;
}

export class ScopeProposalView {
  @ApiProperty() enterpriseId: number;
  @ApiProperty() countyCode: string;
  @ApiProperty() name: string;
  @ApiProperty({ description: '备注原文' }) remark: string;
  @ApiProperty({ type: Number, nullable: true }) headcount: number | null;
  @ApiProperty({ enum: PROPOSALS }) proposal: string;
  @ApiProperty({ description: '建议退出的原因' }) proposalName: string;
  @ApiProperty({ type: LineSourceView }) source: LineSourceView;
  @ApiProperty({ type: ScopeDecisionView, nullable: true }) decision: ScopeDecisionView | null;
}
