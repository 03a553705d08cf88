import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { asLocalDate } from '../../kernel/index.js';
import { Database, insertInChunks } from '../../platform/database/index.js';
import { CalendarStore, type ArrangementChange, type KeptArrangement, type KeptYear } from '../calendar.store.js';
import type { SpecialDay, WorkingCalendar } from '../domain/index.js';
import { CalendarDayEntity, CalendarYearEntity, CityCalendarDayEntity, CityCalendarYearEntity } from './calendar.entities.js';

type Day = Pick<CalendarDayEntity, 'day' | 'kind' | 'name'>;

@Injectable()
export class TypeOrmCalendarStore extends CalendarStore {
  constructor(private readonly database: Database) {
    super();
  }

  async publishedYears(): Promise<ReadonlySet<number>> {
    const rows = await this.database.reader.find(CalendarYearEntity, { select: { year: true } });
    return new Set(rows.map(({ year }) => year));
  }

  async years(cityCode: string): Promise<KeptYear[]> {
    const { reader } = this.database;
    const own = await reader.findBy(CityCalendarYearEntity, { cityCode });
    const set = new Set(own.map(({ year }) => year));
    const published = (await reader.find(CalendarYearEntity)).filter(({ year }) => !set.has(year));
    return [...own.map(ofCity), ...published.map(ofAll)].sort((a, b) => b.year - a.year);
  }

  async find(cityCode: string, year: number): Promise<KeptArrangement | undefined> {
    const { reader } = this.database;
    const own = await reader.findOneBy(CityCalendarYearEntity, { cityCode, year });
    if (own) return { ...ofCity(own), days: await this.ownDays([own.id]) };
    const published = await reader.findOneBy(CalendarYearEntity, { year });
    return published ? { ...ofAll(published), days: await this.publishedDays([published.id]) } : undefined;
  }

  async calendar(cityCode: string, years: readonly number[]): Promise<WorkingCalendar> {
    const { reader } = this.database;
    const own = await reader.findBy(CityCalendarYearEntity, { cityCode, year: In([...years]) });
    const set = new Set(own.map(({ year }) => year));
    const published = await reader.findBy(CalendarYearEntity, { year: In(years.filter((year) => !set.has(year))) });
    const idsOf = (rows: readonly { readonly id: number }[]): number[] => rows.map(({ id }) => id);
    const days = [...(await this.ownDays(idsOf(own))), ...(await this.publishedDays(idsOf(published)))];
    const known = [...own, ...published].map(({ year }) => year);
    return { years: new Set(known), days: new Map(days.map(({ day, kind }) => [day, kind])) };
  }

  async publish({ arrangement: { year, source, days }, setBy, at }: ArrangementChange): Promise<void> {
    const { id } = await this.database.writer.save(CalendarYearEntity, { year, source, setBy, setAt: at, version: 1 });
    await insertInChunks(this.database.writer, CalendarDayEntity, dayRows(id, days));
  }

  async add(cityCode: string, { arrangement: { year, source, days }, setBy, at }: ArrangementChange, version: number): Promise<void> {
    const row = { cityCode, year, source, setBy, setAt: at, version };
    const { id } = await this.database.writer.save(CityCalendarYearEntity, row);
    await insertInChunks(this.database.writer, CityCalendarDayEntity, dayRows(id, days));
  }

  async replace(cityCode: string, change: ArrangementChange, version: number): Promise<boolean> {
    const { writer } = this.database;
    const { arrangement, setBy, at } = change;
    const { year, source, days } = arrangement;
    const values = { source, setBy, setAt: at, version: version + 1 };
    if ((await writer.update(CityCalendarYearEntity, { cityCode, year, version }, values)).affected !== 1) return false;
    const { id } = await writer.findOneByOrFail(CityCalendarYearEntity, { cityCode, year });
    await writer.delete(CityCalendarDayEntity, { yearId: id });
    await insertInChunks(writer, CityCalendarDayEntity, dayRows(id, days));
    return true;
  }

  private async ownDays(yearIds: readonly number[]): Promise<SpecialDay[]> {
    const where = { yearId: In([...yearIds]) };
    return (await this.database.reader.find(CityCalendarDayEntity, { where, order: { day: 'ASC' } })).map(toDay);
  }

  private async publishedDays(yearIds: readonly number[]): Promise<SpecialDay[]> {
    const where = { yearId: In([...yearIds]) };
    return (await this.database.reader.find(CalendarDayEntity, { where, order: { day: 'ASC' } })).map(toDay);
  }
}

const dayRows = (yearId: number, days: readonly SpecialDay[]): (Day & { readonly yearId: number })[] =>
  days.map(({ day, kind, name }) => ({ yearId, day, kind, name }));

const toDay = ({ day, kind, name }: Day): SpecialDay => ({ day: asLocalDate(day), kind, name });

const ofAll = ({ id: _id, ...kept }: CalendarYearEntity): KeptYear => ({ ...kept, ofCity: false });
const ofCity = ({ id: _id, cityCode: _city, ...kept }: CityCalendarYearEntity): KeptYear => ({ ...kept, ofCity: true });
