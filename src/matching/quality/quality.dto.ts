import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsInt, IsNotEmpty, IsOptional, IsString, Max, MaxLength, Min } from 'class-validator';
import { EnterpriseFactsView, NameSegmentView, UnitFactsView } from '../review/entry.views.js';
import { SECOND_VERDICTS, type SecondVerdict } from './domain/index.js';

const MOST = 500;

export class CountyOfQualityQuery {
  @ApiPropertyOptional({ description: '旗县区代码' })
  @IsOptional()
  @IsString()
  @MaxLength(12)
  county?: string;
}

export class DrawSecondLookBody {
  @ApiProperty({ description: '旗县区代码' })
  @IsString()
  @IsNotEmpty()
  @MaxLength(12)
  county: string;

  @ApiProperty({ description: '抽查的自动关联条数', minimum: 0, maximum: MOST })
  @IsInt()
  @Min(0)
  @Max(MOST)
  automatic: number;

  @ApiProperty({ description: '抽查的人工决定条数', minimum: 0, maximum: MOST })
  @IsInt()
  @Min(0)
  @Max(MOST)
  decided: number;
}

export class JudgeSecondLookBody {
  @ApiProperty({ enum: SECOND_VERDICTS, description: 'same 是同一单位，different 不是，unsure 拿不准' })
  @IsIn(SECOND_VERDICTS)
  verdict: SecondVerdict;

  @ApiPropertyOptional({ maxLength: 500 })
  @IsOptional()
  @IsString()
  @MaxLength(500)
  note?: string;
}

export class SecondLookView {
  @ApiProperty() id: number;
  @ApiProperty() countyCode: string;
  @ApiProperty({ description: '匹配规则版本' }) ruleset: string;
  @ApiProperty({ description: '随机种子' }) seed: number;
  @ApiProperty({ description: '抽样时的自动关联总数' }) automaticPopulation: number;
  @ApiProperty({ description: '抽样时的人工决定总数' }) decidedPopulation: number;
  @ApiProperty() drawnBy: string;
  @ApiProperty() drawnAt: Date;
  @ApiProperty({ description: '抽取条数' }) items: number;
  @ApiProperty({ description: '已复核条数' }) judged: number;
  @ApiProperty({ description: '本人尚可复核的条数' }) open: number;
}

/** Nothing of what was said of the pair before: neither verdict nor reasons nor by whom. */
export class BlindPairView {
  @ApiProperty() itemId: number;
  @ApiProperty({ type: EnterpriseFactsView, nullable: true, description: '空：已不存在' }) enterprise: EnterpriseFactsView | null;
  @ApiProperty({ type: UnitFactsView, nullable: true, description: '空：已不存在' }) unit: UnitFactsView | null;
  @ApiProperty({ type: [NameSegmentView] }) segments: NameSegmentView[];
}

export class JudgedItemView {
  @ApiProperty() itemId: number;
  @ApiProperty({ enum: SECOND_VERDICTS }) verdict: string;
  @ApiProperty({ enum: ['auto', 'confirmed', 'rejected'], description: '原结论' }) earlierStatus: string;
  @ApiProperty({ description: '与原结论相反：该匹配已退回重审' }) error: boolean;
}

export class QualityFigureView {
  @ApiProperty({ description: '已复核并有结论的条数' }) checked: number;
  @ApiProperty({ description: '差错条数' }) errors: number;
  @ApiProperty({ description: '拿不准的条数' }) unsure: number;
  @ApiProperty({ type: Number, nullable: true, description: '差错率，0–1；空为没有抽查' }) rate: number | null;
  @ApiProperty({ type: Number, nullable: true, description: '95% 置信区间（Wilson）下限' }) low: number | null;
  @ApiProperty({ type: Number, nullable: true, description: '95% 置信区间（Wilson）上限' }) high: number | null;
}

export class CountyQualityView {
  @ApiProperty() countyCode: string;
  @ApiProperty({ type: QualityFigureView, description: '自动关联' }) automatic: QualityFigureView;
  @ApiProperty({ type: QualityFigureView, description: '人工决定' }) decided: QualityFigureView;
  @ApiProperty({ description: '未完成抽查中尚待复核的条数；抽查全部完成后才计入' }) pending: number;
  @ApiProperty({ type: String, nullable: true, description: '报表中的说明；空为没有抽查' }) sentence: string | null;
}
