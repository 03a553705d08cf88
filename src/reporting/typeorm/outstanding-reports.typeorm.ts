import { Injectable } from '@nestjs/common';
import { In, IsNull, LessThanOrEqual } from 'typeorm';
import type { Scope } from '../../access/index.js';
import { asLocalDate, type LocalDate } from '../../kernel/index.js';
import { Database, inLists } from '../../platform/database/index.js';
import { CyclePlanStore } from '../cycle-plan.store.js';
import { isHandedIn, planInForce, type CyclePlan, type ReportState } from '../domain/index.js';
import { OutstandingReports, type OutstandingReport } from '../outstanding-reports.js';
import { CountyReportEntity } from './reporting.entities.js';

@Injectable()
export class TypeOrmOutstandingReports extends OutstandingReports {
  constructor(
    private readonly database: Database,
    private readonly plans: CyclePlanStore,
  ) {
    super();
  }

  async dueUntil(scope: Scope, day: LocalDate): Promise<OutstandingReport[]> {
    const { reader } = this.database;
    const plans = await this.plans.of(scope.city);
    const reports = await inLists(scope.countyCodes, (countyCodes) =>
      reader.find(CountyReportEntity, {
        select: { id: true, cycleCode: true, countyCode: true, dueOn: true },
        where: { countyCode: In(countyCodes), dueOn: LessThanOrEqual(day), ...OWED },
        order: { dueOn: 'ASC', countyCode: 'ASC' },
      }),
    );
    return reports.map(({ id, cycleCode, countyCode, dueOn }) => ({
      reportId: id,
      cycleName: cycleNameOf(plans, cycleCode, asLocalDate(dueOn)),
      countyCode,
      dueOn: asLocalDate(dueOn),
    }));
  }

  async among(scope: Scope, reportIds: readonly number[]): Promise<ReadonlySet<number>> {
    const reports = await inLists(reportIds, (ids) =>
      this.database.reader.find(CountyReportEntity, {
        select: { id: true, countyCode: true },
        where: { id: In(ids), ...OWED },
      }),
    );
    return new Set(reports.filter(({ countyCode }) => scope.allows(countyCode)).map(({ id }) => id));
  }
}

const STATES: readonly ReportState[] = ['not-started', 'drafting', 'submitted', 'accepted', 'returned'];
/** Not handed in, or returned. What was unlocked still stands as it was handed in. */
const OWED = { state: In(STATES.filter((state) => !isHandedIn(state))), fallbackState: IsNull() };

const cycleNameOf = (plans: readonly CyclePlan[], code: string, dueOn: LocalDate): string =>
  planInForce(plans, dueOn)?.cycles.find((cycle) => cycle.code === code)?.name ?? code;
