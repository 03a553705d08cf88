import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsIn, IsInt, IsOptional, IsString, Max, MaxLength, Min } from 'class-validator';
import { LINK_STATUSES, type LinkStatus } from './link-status.js';

/** Which links. */
export class LinksQuery {
  @ApiPropertyOptional({ description: '旗县区代码' })
  @IsOptional()
  @IsString()
  @MaxLength(12)
  county?: string;

  @ApiPropertyOptional({ enum: LINK_STATUSES })
  @IsOptional()
  @IsIn(LINK_STATUSES)
  status?: LinkStatus;
}

export class LinkQuery extends LinksQuery {
  @ApiPropertyOptional({ description: '只看一家企业' })
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  enterpriseId?: number;

  @ApiPropertyOptional({ description: '上一页最后一条的编号' })
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  afterId?: number;

  @ApiPropertyOptional({ minimum: 1, maximum: 500, default: 100 })
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(500)
  limit?: number;
}

export class DecideLinkBody {
  @ApiProperty({ enum: ['confirmed', 'rejected'], description: '是同一单位，或不是' })
  @IsIn(['confirmed', 'rejected'])
  verdict: 'confirmed' | 'rejected';

  @ApiProperty({ description: '所见版本号' })
  @IsInt()
  version: number;

  @ApiPropertyOptional({ maxLength: 500 })
  @IsOptional()
  @IsString()
  @MaxLength(500)
  note?: string;
}

export class UndoLinkBody {
  @ApiProperty({ description: '所见版本号' })
  @IsInt()
  version: number;
}

export class ManualLinkBody {
  @ApiProperty()
  @IsInt()
  enterpriseId: number;

  @ApiProperty()
  @IsInt()
  unitId: number;

  @ApiPropertyOptional({ maxLength: 500 })
  @IsOptional()
  @IsString()
  @MaxLength(500)
  note?: string;
}

export class EvidenceView {
  @ApiProperty() field: string;
  @ApiProperty({ enum: ['agrees', 'differs', 'missing'] }) verdict: string;
  @ApiProperty() words: string;
}

export class LinkView {
  @ApiProperty() id: number;
  @ApiProperty({ enum: LINK_STATUSES }) status: string;
  @ApiProperty({ enum: ['A', 'B', 'C', 'M'] }) tier: string;
  @ApiProperty({ enum: ['same', 'branch', 'project', 'predecessor'] }) relation: string;
  @ApiProperty({ minimum: 0, maximum: 1 }) score: number;
  @ApiProperty() rank: number;
  @ApiProperty() reason: string;
  @ApiProperty({ type: [EvidenceView] }) evidence: EvidenceView[];
  @ApiProperty() enterpriseId: number;
  @ApiProperty() enterpriseName: string;
  @ApiProperty() countyCode: string;
  @ApiProperty() unitId: number;
  @ApiProperty() unitNo: string;
  @ApiProperty() unitName: string;
  @ApiProperty({ type: String, nullable: true }) decidedBy: string | null;
  @ApiProperty({ type: Date, nullable: true }) decidedAt: Date | null;
  @ApiProperty({ type: String, nullable: true }) note: string | null;
  @ApiProperty() version: number;
}

export class LinkStateView {
  @ApiProperty() id: number;
  @ApiProperty({ enum: [...LINK_STATUSES, 'removed'], description: '撤销人工关联后为 removed' }) status: string;
  @ApiProperty() version: number;
}
