import { Injectable } from '@nestjs/common';
import { AuditTrail, type AuditValues, demand, type Principal } from '../access/index.js';
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
    private readonly audit: AuditTrail,
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
      const kept = await this.store.find(city, year);
      if (!kept) throw new Error('The year was not kept.');
      this.audit.record(principal, {
        action: 'calendar.changed',
        subject: { kind: 'calendar', id: year },
        before: known ? valuesOf(known) : null,
        after: valuesOf(kept),
      });
      return kept;
    }, CALENDAR_LOCK);
  }
}

const valuesOf = ({ version, source, days }: KeptArrangement): AuditValues => ({
  version,
  source,
  days: days.map(({ day, kind }) => `${day} ${kind}`),
});

const stale = (known: KeptArrangement | undefined) =>
  staleVersion('该年放假安排', { version: known?.version ?? ABSENT, source: known?.source ?? null });
