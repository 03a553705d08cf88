import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsIn, IsInt, IsNumber, IsOptional, IsString, Matches, Max, MaxLength, Min } from 'class-validator';
import { EVIDENCE_FIELDS, type EvidenceField } from '../domain/index.js';
import { ENTRY_STATES, type EntryState } from './domain/index.js';
import { PageSize } from '../../platform/http/page-size.js';

const VERDICTS = ['same', 'different', 'none', 'unsure'] as const;
const QUEUE_STATES = ENTRY_STATES.filter((state) => state !== 'automatic');

export class CountyOfQueueQuery {
  @ApiPropertyOptional({ description: '旗县区代码；不填为本人管辖的全部旗县区' })
  @IsOptional()
  @IsString()
  @MaxLength(12)
  county?: string;
}

/** A band of the queue: score and field are those of an entry's best open candidate. */
export class BandQuery extends CountyOfQueueQuery {
  @ApiPropertyOptional({ minimum: 0, maximum: 1, description: '最佳候选的最低分' })
  @IsOptional()
  @Type(() => Number)
  @IsNumber()
  @Min(0)
  @Max(1)
  minScore?: number;

  @ApiPropertyOptional({ minimum: 0, maximum: 1, description: '最佳候选的最高分' })
  @IsOptional()
  @Type(() => Number)
  @IsNumber()
  @Min(0)
  @Max(1)
  maxScore?: number;

  @ApiPropertyOptional({ enum: EVIDENCE_FIELDS, description: '最佳候选不一致的项目' })
  @IsOptional()
  @IsIn(EVIDENCE_FIELDS)
  differs?: EvidenceField;

  @ApiPropertyOptional({ description: '重点行业代码；unclassified 为未分类' })
  @IsOptional()
  @IsString()
  @MaxLength(30)
  industry?: string;
}

export class QueueQuery extends BandQuery {
  @ApiPropertyOptional({ enum: QUEUE_STATES, default: 'open' })
  @IsOptional()
  @IsIn(QUEUE_STATES)
  state?: EntryState;

  @ApiPropertyOptional({ description: '从该企业之后开始；0 为从头', default: 0 })
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(0)
  after?: number;
}

export class QueuePageQuery extends QueueQuery {
  @PageSize(20)
  limit?: number;
}

export class EntryVersionBody {
  @ApiProperty({ description: '所见版本', example: '0123456789abcdef' })
  @IsString()
  @Matches(/^[0-9a-f]{16}$/)
  version: string;
}

export class SayingBody extends EntryVersionBody {
  @ApiPropertyOptional({ maxLength: 500 })
  @IsOptional()
  @IsString()
  @MaxLength(500)
  note?: string;
}

export class DecideEntryBody extends SayingBody {
  @ApiProperty({ enum: VERDICTS, description: 'same 是同一单位，different 不是，none 所有候选都不是，unsure 拿不准' })
  @IsIn(VERDICTS)
  verdict: (typeof VERDICTS)[number];

  @ApiPropertyOptional({ description: '候选参保单位；same、different 必填，none、unsure 不填' })
  @IsOptional()
  @IsInt()
  unitId?: number;
}

export class DrawBulkSampleBody extends BandQuery {}

export class AcceptBandBody {
  @ApiProperty({ description: '所见可批量确认的条数', minimum: 1 })
  @IsInt()
  @Min(1)
  expected: number;

  @ApiPropertyOptional({ maxLength: 500 })
  @IsOptional()
  @IsString()
  @MaxLength(500)
  note?: string;
}
