import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional, IsString, Matches, MaxLength } from 'class-validator';

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
