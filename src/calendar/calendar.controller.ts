import { Body, Controller, Get, Param, ParseIntPipe, Put } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentPrincipal, Demands, type Principal } from '../access/index.js';
import { notFound, Problem } from '../kernel/index.js';
import { dayAsked } from '../platform/http/day.js';
import { ArrangementBody, ArrangementView, CalendarYearView, DayFactsView } from './calendar.dto.js';
import { CalendarStore, type KeptArrangement } from './calendar.store.js';
import { readArrangement, SPECIAL_DAY_KIND_NAMES } from './domain/index.js';
import { LookUpDay } from './look-up-day.js';
import { SetArrangement } from './set-arrangement.js';

const FIRST_YEAR = 2004;
const LAST_YEAR = 2100;

/** Holidays are public: everybody who has logged in may read them, as the own city has them. */
@ApiTags('工作日历')
@Controller('calendar')
export class CalendarController {
  constructor(
    private readonly store: CalendarStore,
    private readonly setter: SetArrangement,
    private readonly lookUp: LookUpDay,
  ) {}

  @Get('years')
  @ApiOperation({ summary: '列出已有放假安排的年份，从新到旧' })
  @ApiOkResponse({ type: [CalendarYearView] })
  async years(@CurrentPrincipal() { scope }: Principal): Promise<CalendarYearView[]> {
    return (await this.store.years(scope.city)).map(({ ofCity: _own, ...kept }) => kept);
  }

  @Get('years/:year')
  @ApiOperation({ summary: '一年的放假安排' })
  @ApiOkResponse({ type: ArrangementView })
  async year(@CurrentPrincipal() { scope }: Principal, @Param('year', ParseIntPipe) year: number): Promise<ArrangementView> {
    const kept = await this.store.find(scope.city, year);
    if (!kept) throw notFound(`${year} 年的放假安排`);
    return view(kept);
  }

  @Put('years/:year')
  @Demands('calendar.manage')
  @ApiOperation({ summary: '填写或更正一年的放假安排（整年替换，注明依据）' })
  @ApiOkResponse({ type: ArrangementView })
  async set(
    @CurrentPrincipal() principal: Principal,
    @Param('year', ParseIntPipe) year: number,
    @Body() { version, source, days }: ArrangementBody,
  ): Promise<ArrangementView> {
    if (year < FIRST_YEAR || year > LAST_YEAR)
      throw new Problem('invalid', 'calendar-year-invalid', `年份应在 ${FIRST_YEAR}–${LAST_YEAR} 之间，请检查地址中的年份。`);
    return view(await this.setter.run(principal, readArrangement(year, source, days), version));
  }

  @Get('days/:day')
  @ApiOperation({ summary: '某日是否工作日，及其前后的工作日' })
  @ApiOkResponse({ type: DayFactsView })
  day(@CurrentPrincipal() { scope }: Principal, @Param('day') text: string): Promise<DayFactsView> {
    return this.lookUp.run(scope.city, dayAsked(text));
  }
}

const view = ({ days, ofCity: _own, ...kept }: KeptArrangement): ArrangementView => ({
  ...kept,
  days: days.map((day) => ({ ...day, kindName: SPECIAL_DAY_KIND_NAMES[day.kind] })),
});
