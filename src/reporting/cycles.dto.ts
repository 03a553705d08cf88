import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsIn, IsInt, IsString, Matches, Max, MaxLength, Min, MinLength, ValidateNested } from 'class-validator';
import { FORMS } from './cell.dto.js';
import type { ReportForm } from './domain/index.js';

export class BoundaryBody {
  @ApiProperty({ description: '月日', example: '10-01' })
  @Matches(/^(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/)
  monthDay: string;

  @ApiProperty({ description: '相对报送截止日所在年份' })
  @IsInt()
  @Min(-5)
  @Max(5)
  yearOffset: number;
}

export class CycleBody {
  @ApiProperty({ description: '周期代码', maxLength: 30 })
  @Matches(/^[a-z0-9][a-z0-9-]{0,29}$/)
  code: string;

  @ApiProperty({ maxLength: 60 })
  @IsString()
  @MinLength(1)
  @MaxLength(60)
  name: string;

  @ApiProperty({ description: '截止月' })
  @IsInt()
  @Min(1)
  @Max(12)
  dueMonth: number;

  @ApiProperty({ description: '截止日' })
  @IsInt()
  @Min(1)
  @Max(31)
  dueDay: number;

  @ApiProperty({ description: '截止日所在年份相对周期年份' })
  @IsInt()
  @Min(-2)
  @Max(2)
  yearOffset: number;

  @ApiProperty({ type: BoundaryBody, description: '统计期间起' })
  @ValidateNested()
  @Type(() => BoundaryBody)
  windowFrom: BoundaryBody;

  @ApiProperty({ type: BoundaryBody, description: '统计期间止' })
  @ValidateNested()
  @Type(() => BoundaryBody)
  windowTo: BoundaryBody;

  @ApiProperty({ description: '截止日前多少天打开填报', default: 30 })
  @IsInt()
  @Min(0)
  @Max(366)
  openDaysBefore: number;

  @ApiProperty({ enum: FORMS, isArray: true, description: '报送的表' })
  @IsArray()
  @IsIn(FORMS, { each: true })
  forms: ReportForm[];

  @ApiProperty({ type: [String], description: '应报旗县区代码；空为全部' })
  @IsArray()
  @ArrayMaxSize(5000)
  @IsString({ each: true })
  divisions: string[];

  @ApiProperty({ description: '依据', maxLength: 300 })
  @IsString()
  @MaxLength(300)
  clause: string;
}

export class CyclePlanBody {
  @ApiProperty({ description: '自哪个报送截止日起执行', example: '2027-01-01' })
  @Matches(/^\d{4}-\d{2}-\d{2}$/)
  effectiveFrom: string;

  @ApiProperty({ description: '调整理由', maxLength: 500 })
  @IsString()
  @MaxLength(500)
  reason: string;

  @ApiProperty({ type: [CycleBody], description: '自该日起的全部周期' })
  @IsArray()
  @ArrayMaxSize(24)
  @ValidateNested({ each: true })
  @Type(() => CycleBody)
  cycles: CycleBody[];
}

export class CyclePlanView {
  @ApiProperty({ description: '第几版' }) number: number;
  @ApiProperty({ description: '自哪个报送截止日起执行' }) effectiveFrom: string;
  @ApiProperty() reason: string;
  @ApiProperty({ description: '登记人' }) recordedBy: string;
  @ApiProperty({ type: Date }) recordedAt: Date;
  @ApiProperty({ type: [CycleBody] }) cycles: CycleBody[];
}
