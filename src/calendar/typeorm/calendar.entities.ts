import { Entity, Index, Unique } from 'typeorm';
import { DayColumn, IdColumn, InstantColumn, IntColumn, TextColumn } from '../../platform/database/index.js';
import type { SpecialDayKind } from '../domain/index.js';

/** What is published for all. */
@Entity('calendar_year')
@Unique('uq_calendar_year', ['year'])
export class CalendarYearEntity {
  @IdColumn() id: number;
  @IntColumn() year: number;
  @TextColumn(300) source: string;
  @TextColumn(50) setBy: string;
  @InstantColumn() setAt: Date;
  @IntColumn() version: number;
}

@Entity('calendar_day')
@Unique('uq_calendar_day', ['day'])
@Index('ix_calendar_day_year', ['yearId'])
export class CalendarDayEntity {
  @IdColumn() id: number;
  @IntColumn() yearId: number;
  @DayColumn() day: string;
  @TextColumn(20) kind: SpecialDayKind;
  @TextColumn(60) name: string;
}

/** What a city's administrator has set: in the place of what is published. */
@Entity('city_calendar_year')
@Unique('uq_city_calendar_year', ['cityCode', 'year'])
export class CityCalendarYearEntity {
  @IdColumn() id: number;
  @TextColumn(12) cityCode: string;
  @IntColumn() year: number;
  @TextColumn(300) source: string;
  @TextColumn(50) setBy: string;
  @InstantColumn() setAt: Date;
  @IntColumn() version: number;
}

@Entity('city_calendar_day')
@Unique('uq_city_calendar_day', ['yearId', 'day'])
export class CityCalendarDayEntity {
  @IdColumn() id: number;
  @IntColumn() yearId: number;
  @DayColumn() day: string;
  @TextColumn(20) kind: SpecialDayKind;
  @TextColumn(60) name: string;
}
