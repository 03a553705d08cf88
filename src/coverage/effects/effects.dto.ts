import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional, Matches } from 'class-validator';

export class EffectsQuery {
  @ApiPropertyOptional({ description: '统计截止日，默认今天', example: '2022-12-31' })
  @IsOptional()
  @Matches(/^\d{4}-\d{2}-\d{2}$/)
  asOf?: string;
}

export class CountyFigureView {
  @ApiProperty({ description: '参保人数' }) insured: number;
  @ApiProperty({ description: '待定匹配允许的最少参保人数' }) insuredMin: number;
  @ApiProperty({ description: '待定匹配允许的最多参保人数' }) insuredMax: number;
  @ApiProperty({ description: '职工人数' }) headcount: number;
  @ApiProperty({ type: Number, nullable: true, description: '覆盖率（%），两位小数，截断' }) ratePercent: number | null;
  @ApiProperty({ type: Number, nullable: true, description: '目标（%）' }) target: number | null;
  @ApiProperty({ type: Boolean, nullable: true, description: '是否达标' }) met: boolean | null;
  @ApiProperty({ type: Number, nullable: true, description: '距目标缺口（人）' }) gap: number | null;
}

export class CandidateEffectView {
  @ApiProperty() unitId: number;
  @ApiProperty({ type: CountyFigureView, nullable: true, description: '若是同一单位；空：该参保单位已关联到另一家企业' })
  ifSame: CountyFigureView | null;
  @ApiProperty({ type: CountyFigureView, description: '若不是' }) ifDifferent: CountyFigureView;
}

export class DecisionEffectsView {
  @ApiProperty() countyCode: string;
  @ApiProperty() asOf: string;
  @ApiProperty({ type: CountyFigureView, description: '现在' }) now: CountyFigureView;
  @ApiProperty({ type: [CandidateEffectView] }) candidates: CandidateEffectView[];
}
