import { ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsInt, IsOptional } from 'class-validator';
import { PageSize } from './page-size.js';

const DEFAULT_LIMIT = 50;

/** Keyset paging through a list that begins with the newest. */
export class PageQuery {
  @ApiPropertyOptional({ description: '上一页最后一条的编号' })
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  beforeId?: number;

  @PageSize(DEFAULT_LIMIT)
  limit?: number;
}

/** The page that a query asks for. */
export const pageOf = ({
  beforeId,
  limit = DEFAULT_LIMIT,
}: PageQuery): { readonly beforeId?: number | undefined; readonly limit: number } => ({
  beforeId,
  limit,
});
