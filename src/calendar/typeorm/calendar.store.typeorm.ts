import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { asLocalDate } from '../../kernel/index.js';
import { Database, insertInChunks } from '../../platform/database/index.js';
import { CalendarStore, type ArrangementChange, type KeptArrangement, type KeptYear } from '../calendar.store.js';
import type { SpecialDay, WorkingCalendar } from '../domain/index.js';
import { CalendarDayEntity, CalendarYearEntity } from './calendar.entities.js';

@Injectable()
export class TypeOrmCalendarStore extends CalendarStore {
  constructor(private readonly database: Database) {
    super();
  }

  async years(): Promise<KeptYear[]> {
    return (await this.database.reader.find(CalendarYearEntity, { order: { year: 'DESC' } })).map(toYear);
  }

  async find(year: number): Promise<KeptArrangement | undefined> {
    const kept = await this.database.reader.findOneBy(CalendarYearEntity, { year });
    return kept ? { ...toYear(kept), days: await this.daysOf([kept.id]) } : undefined;
  }

  async calendar(years: readonly number[]): Promise<WorkingCalendar> {
    const kept = await this.database.reader.findBy(CalendarYearEntity, { year: In([...years]) });
    const days = await this.daysOf(kept.map(({ id }) => id));
    return { years: new Set(kept.map(({ year }) => year)), days: new Map(days.map(({ day, kind }) => [day, kind])) };
  }

  async add({ arrangement: { year, source, days }, setBy, at }: ArrangementChange): Promise<void> {
    const { id } = await this.database.writer.save(CalendarYearEntity, { year, source, setBy, setAt: at, version: 1 });
    await this.addDays(id, days);
  }

  async replace({ arrangement: { year, source, days }, setBy, at }: ArrangementChange, version: number): Promise<boolean> {
    const { writer } = this.database;
    const values = { source, setBy, setAt: at, version: version + 1 };
    if ((await writer.update(CalendarYearEntity, { year, version }, values)).affected !== 1) return false;
    const { id } = await writer.findOneByOrFail(CalendarYearEntity, { year });
    await writer.delete(CalendarDayEntity, { yearId: id });
    await this.addDays(id, days);
    return true;
  }

  private addDays(yearId: number, days: readonly SpecialDay[]): Promise<void> {
    const rows = days.map(({ day, kind, name }) => ({ yearId, day, kind, name }));
    return insertInChunks(this.database.writer, CalendarDayEntity, rows);
  }

  private async daysOf(yearIds: readonly number[]): Promise<SpecialDay[]> {
    const rows = await this.database.reader.find(CalendarDayEntity, { where: { yearId: In([...yearIds]) }, order: { day: 'ASC' } });
    return rows.map(({ day, kind, name }) => ({ day: asLocalDate(day), kind, name }));
  }
}

const toYear = ({ id: _id, ...kept }: CalendarYearEntity): KeptYear => kept;
