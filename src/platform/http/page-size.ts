import { applyDecorators } from '@nestjs/common';
import { ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsInt, IsOptional, Max, Min } from 'class-validator';

/** How many lines a page of a list has: 1 to 100, `standard` where the request does not say. */
export const PageSize = (standard: number): PropertyDecorator =>
  applyDecorators(
    ApiPropertyOptional({ minimum: 1, maximum: 100, default: standard }),
    IsOptional(),
    Type(() => Number),
    IsInt(),
    Min(1),
    Max(100),
  );

/** How many lines of a list come before the page. */
export const PageStart = (description: string): PropertyDecorator =>
  applyDecorators(
    ApiPropertyOptional({ minimum: 0, default: 0, description }),
    IsOptional(),
    Type(() => Number),
    IsInt(),
    Min(0),
  );
