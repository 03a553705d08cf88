import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional } from 'class-validator';
import { AsOfQuery } from '../enrolment/index.js';
import { LineSourceView } from '../registry/index.js';

const BREAKDOWNS = ['county', 'industry'] as const;

export class CoverageQuery extends AsOfQuery {
  @ApiPropertyOptional({ enum: BREAKDOWNS, default: 'county' })
  @IsOptional()
  @IsIn(BREAKDOWNS)
  by?: (typeof BREAKDOWNS)[number];
}

export class CoverageLineView {
  @ApiProperty() code: string;
  @ApiProperty() name: string;
  @ApiProperty({ description: '是否已有名册数据；没有数据不等于 0%' }) hasData: boolean;
  @ApiProperty({ description: '企业数（在统计范围内）' }) enterprises: number;
  @ApiProperty({ description: '已参保企业数' }) coveredEnterprises: number;
  @ApiProperty({ description: '职工人数' }) headcount: number;
  @ApiProperty({ description: '参保人数' }) insured: number;
  @ApiProperty({ description: '待定匹配允许的最少参保人数' }) insuredMin: number;
  @ApiProperty({ description: '待定匹配允许的最多参保人数' }) insuredMax: number;
  @ApiProperty({ description: '参保人数超出职工人数的部分，不计入' }) excess: number;
  @ApiProperty({ type: Number, nullable: true, description: '职工参保覆盖率（%），两位小数，截断' }) ratePercent: number | null;
  @ApiProperty({ type: Number, nullable: true, description: '企业参保率（%）' }) unitRatePercent: number | null;
  @ApiProperty({ type: Number, nullable: true, description: '目标（%）' }) target: number | null;
  @ApiProperty({ type: String, nullable: true, description: '目标依据' }) targetClause: string | null;
  @ApiProperty({ type: Boolean, nullable: true, description: '是否达标' }) met: boolean | null;
  @ApiProperty({ type: Number, nullable: true, description: '距目标缺口（人）' }) gap: number | null;
}

export class CoverageReportView {
  @ApiProperty() asOf: string;
  @ApiProperty({ enum: BREAKDOWNS }) by: string;
  @ApiProperty({ type: [CoverageLineView] }) lines: CoverageLineView[];
  @ApiProperty({ type: CoverageLineView }) total: CoverageLineView;
}

export class CoverageUnitView {
  @ApiProperty() linkId: number;
  @ApiProperty() unitNo: string;
  @ApiProperty() unitName: string;
  @ApiProperty({ enum: ['auto', 'confirmed', 'review'] }) status: string;
  @ApiProperty() insuredCount: number;
  @ApiProperty({ type: String, nullable: true, description: '参保数据月份' }) month: string | null;
  @ApiProperty({ description: '数据早于统计日三个月以上' }) stale: boolean;
  @ApiProperty({ type: LineSourceView, nullable: true }) source: LineSourceView | null;
}

export class RosterInForceView {
  @ApiProperty({ description: '花名册月份' }) month: string;
  @ApiProperty() batchId: number;
}

export class PersonInsuranceView {
  @ApiProperty() unitNo: string;
  @ApiProperty({ description: '参保单位已关联到本企业' }) inLinkedUnit: boolean;
  @ApiProperty({ description: '参保数据月份' }) month: string;
  @ApiProperty({ description: '数据早于统计日三个月以上' }) stale: boolean;
  @ApiProperty({ type: LineSourceView }) source: LineSourceView;
}

export class CountedPersonView {
  @ApiProperty({ type: LineSourceView, description: '花名册行' }) source: LineSourceView;
  @ApiProperty({ type: PersonInsuranceView, nullable: true, description: '未参保为空' }) insured: PersonInsuranceView | null;
}

export class CoverageEntryView {
  @ApiProperty() enterpriseId: number;
  @ApiProperty() countyCode: string;
  @ApiProperty({ type: String, nullable: true }) industryCode: string | null;
  @ApiProperty() name: string;
  @ApiProperty() inScope: boolean;
  @ApiProperty({ type: String, nullable: true }) outOfScopeBecause: string | null;
  @ApiProperty() headcount: number;
  @ApiProperty() insured: number;
  @ApiProperty() insuredMin: number;
  @ApiProperty() insuredMax: number;
  @ApiProperty() excess: number;
  @ApiProperty({ enum: ['named', 'registry'], description: '职工人数依据：实名花名册，或附件2' }) headcountBasis: string;
  @ApiProperty({ enum: ['named', 'unit-level', 'proof-from-elsewhere', 'none'], description: '参保依据' }) basis: string;
  @ApiProperty({ description: '实名口径下在其他单位参保的人数' }) inOtherUnits: number;
  @ApiProperty({ type: [String], description: '标记' }) flags: string[];
  @ApiProperty() remark: string;
  @ApiProperty({ description: '名册月份' }) handoverMonth: string;
  @ApiProperty({ type: LineSourceView }) source: LineSourceView;
  @ApiProperty({ type: RosterInForceView, nullable: true, description: '采用的实名花名册' }) roster: RosterInForceView | null;
  @ApiProperty({ type: [CoverageUnitView] }) units: CoverageUnitView[];
}
