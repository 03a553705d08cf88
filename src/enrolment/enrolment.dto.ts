import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsInt, IsOptional, IsString, Matches, MaxLength, Min } from 'class-validator';
import { PageSize } from '../platform/http/page-size.js';

/** Data as of a day, of the whole scope or of one county. */
export class AsOfQuery {
  @ApiPropertyOptional({ description: '统计截止日，默认今天', example: '2022-12-31' })
  @IsOptional()
  @Matches(/^\d{4}-\d{2}-\d{2}$/)
  asOf?: string;

  @ApiPropertyOptional({ description: '旗县区代码' })
  @IsOptional()
  @IsString()
  @MaxLength(12)
  county?: string;
}

export class UnitsQuery extends AsOfQuery {
  @ApiPropertyOptional({ description: '上一页最后一个单位的编号' })
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(0)
  afterId?: number;

  @PageSize(50)
  limit?: number;
}

class RecordSourceView {
  @ApiProperty() batchId: number;
  @ApiProperty({ description: '工作表' }) sheet: string;
  @ApiProperty({ description: '行号' }) row: number;
}

export class ListedUnitView {
  @ApiProperty() id: number;
  @ApiProperty() unitNo: string;
  @ApiProperty() name: string;
  @ApiProperty({ type: String, nullable: true }) creditCode: string | null;
  @ApiProperty({ type: String, nullable: true, description: '参保区划' }) countyCode: string | null;
  @ApiProperty({ type: String, nullable: true, description: '数据月份；截至该日没有工伤保险记录则为空' }) month: string | null;
  @ApiProperty({ type: Number, nullable: true, description: '工伤保险参保人数' }) insuredCount: number | null;
  @ApiProperty({ description: '数据早于统计日三个月以上' }) stale: boolean;
  @ApiProperty({ type: RecordSourceView, nullable: true, description: '参保行的出处' }) source: RecordSourceView | null;
}
