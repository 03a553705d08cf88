export { CalendarModule } from './calendar.module.js';
export { LookUpDay } from './look-up-day.js';
export { SeedCalendar } from './seed-calendar.js';
