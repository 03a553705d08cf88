import { Module } from '@nestjs/common';
import { CalendarController } from './calendar.controller.js';
import { CalendarStore } from './calendar.store.js';
import { LookUpDay } from './look-up-day.js';
import { SeedCalendar } from './seed-calendar.js';
import { SetArrangement } from './set-arrangement.js';
import { TypeOrmCalendarStore } from './typeorm/calendar.store.typeorm.js';

@Module({
  controllers: [CalendarController],
  providers: [{ provide: CalendarStore, useClass: TypeOrmCalendarStore }, LookUpDay, SeedCalendar, SetArrangement],
  exports: [LookUpDay, SeedCalendar],
})
export class CalendarModule {}
