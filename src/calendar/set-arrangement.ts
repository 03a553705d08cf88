import { Injectable } from '@nestjs/common';
import { demand, type Principal } from '../access/index.js';
import { staleVersion } from '../kernel/index.js';
import { Clock } from '../platform/clock/clock.js';
import { Database } from '../platform/database/index.js';
import { CalendarStore, type KeptArrangement } from './calendar.store.js';
import type { Arrangement } from './domain/index.js';
import { CALENDAR_LOCK } from './seed-calendar.js';

/** The version of a year that is not there yet. */
const ABSENT = 0;

/** An administrator sets how a year's holidays lie for the city, as a whole and with the source. */
@Injectable()
export class SetArrangement {
  constructor(
    private readonly store: CalendarStore,
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** `version`: what the administrator saw, 0 for a year that was not there. Throws Problem `right-missing` or `stale-version`. */
  async run(principal: Principal, arrangement: Arrangement, version: number): Promise<KeptArrangement> {
    demand(principal, 'calendar.manage');
    const { year } = arrangement;
    return this.database.unitOfWork(async () => {
      const { city } = principal.scope;
      const known = await this.store.find(city, year);
      const change = { arrangement, setBy: principal.displayName, at: this.clock.now() };
      if ((known?.version ?? ABSENT) !== version) throw stale(known);
      if (!known?.ofCity) await this.store.add(city, change, version + 1);
      else if (!(await this.store.replace(city, change, version))) throw stale(known);
      return (await this.store.find(city, year)) ?? Promise.reject(new Error('The year was not kept.'));
    }, CALENDAR_LOCK);
  }
}

const stale = (known: KeptArrangement | undefined) =>
  staleVersion('该年放假安排', { version: known?.version ?? ABSENT, source: known?.source ?? null });
