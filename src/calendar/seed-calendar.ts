import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock/clock.js';
import { Database } from '../platform/database/index.js';
import { CalendarStore } from './calendar.store.js';
import { publishedArrangements } from './published-arrangements.js';

/** Years are added once, whoever starts first. */
export const CALENDAR_LOCK = 'calendar';

/** At each start: the years that the package knows and the table lacks. What a city has set stands beside them. */
@Injectable()
export class SeedCalendar {
  constructor(
    private readonly store: CalendarStore,
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  async run(): Promise<void> {
    // A look outside of the gate, so that an ordinary start waits for nobody.
    if ((await this.lacking()).length === 0) return;
    await this.database.unitOfWork(async () => {
      const at = this.clock.now();
      for (const arrangement of await this.lacking()) await this.store.publish({ arrangement, setBy: '系统', at });
    }, CALENDAR_LOCK);
  }

  private async lacking() {
    return publishedArrangements(await this.store.publishedYears());
  }
}
