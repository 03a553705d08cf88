import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsIn, IsInt, IsNotEmpty, IsString, Matches, MaxLength, Min, ValidateNested } from 'class-validator';
import { SPECIAL_DAY_KINDS, type SpecialDayKind } from './domain/index.js';

const MAX_DAYS = 366;

export class SpecialDayBody {
  @ApiProperty({ example: '2026-10-10' })
  @Matches(/^\d{4}-\d{2}-\d{2}$/)
  day: string;

  @ApiProperty({ enum: SPECIAL_DAY_KINDS, enumName: 'SpecialDayKind', description: '放假或调休上班' })
  @IsIn(SPECIAL_DAY_KINDS)
  kind: SpecialDayKind;

  @ApiProperty({ description: '节日名称', example: '国庆节', maxLength: 60 })
  @IsString()
  @IsNotEmpty()
  @MaxLength(60)
  name: string;
}

export class ArrangementBody {
  @ApiProperty({ description: '所见版本号；该年尚无安排时填 0' })
  @IsInt()
  @Min(0)
  version: number;

  @ApiProperty({ description: '依据，如文号或网址', maxLength: 300, example: '国办发明电〔2025〕7号' })
  @IsString()
  @IsNotEmpty()
  @MaxLength(300)
  source: string;

  @ApiProperty({ type: [SpecialDayBody], description: '全年的放假日和调休上班日' })
  @IsArray()
  @ArrayMaxSize(MAX_DAYS)
  @ValidateNested({ each: true })
  @Type(() => SpecialDayBody)
  days: SpecialDayBody[];
}

export class CalendarYearView {
  @ApiProperty() year: number;
  @ApiProperty({ description: '依据' }) source: string;
  @ApiProperty({ description: '由谁填写' }) setBy: string;
  @ApiProperty({ type: String, format: 'date-time' }) setAt: Date;
  @ApiProperty() version: number;
}

export class SpecialDayView {
  @ApiProperty() day: string;
  @ApiProperty({ enum: SPECIAL_DAY_KINDS, enumName: 'SpecialDayKind' }) kind: SpecialDayKind;
  @ApiProperty({ description: '放假或调休上班' }) kindName: string;
  @ApiProperty() name: string;
}

export class ArrangementView extends CalendarYearView {
  @ApiProperty({ type: [SpecialDayView] }) days: SpecialDayView[];
}

export class DayFactsView {
  @ApiProperty() day: string;
  @ApiProperty({ type: Boolean, nullable: true, description: '是否工作日；该年放假安排尚未发布时为空' }) workingDay: boolean | null;
  @ApiProperty({ type: String, nullable: true, description: '不晚于该日的最后一个工作日' }) lastWorkingDay: string | null;
  @ApiProperty({ type: String, nullable: true, description: '该日之后的第一个工作日' }) nextWorkingDay: string | null;
  @ApiProperty({ type: String, nullable: true, description: '无法回答时的原因' }) note: string | null;
}
