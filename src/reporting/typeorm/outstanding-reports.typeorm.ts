import { Injectable } from '@nestjs/common';
import { In, LessThanOrEqual } from 'typeorm';
import type { Scope } from '../../access/index.js';
import { asLocalDate, type LocalDate } from '../../kernel/index.js';
import { Database, inLists } from '../../platform/database/index.js';
import { isHandedIn, type ReportState } from '../domain/index.js';
import { OutstandingReports, type OutstandingReport } from '../outstanding-reports.js';
import { CountyReportEntity, ReportCycleEntity } from './reporting.entities.js';

@Injectable()
export class TypeOrmOutstandingReports extends OutstandingReports {
  constructor(private readonly database: Database) {
    super();
  }

  async dueUntil(scope: Scope, day: LocalDate): Promise<OutstandingReport[]> {
    const { reader } = this.database;
    const names = new Map((await reader.find(ReportCycleEntity)).map(({ code, name }) => [code, name]));
    const reports = await inLists(scope.countyCodes, (countyCodes) =>
      reader.find(CountyReportEntity, {
        select: { id: true, cycleCode: true, countyCode: true, dueOn: true },
        where: { countyCode: In(countyCodes), dueOn: LessThanOrEqual(day), state: In(OWED) },
        order: { dueOn: 'ASC', countyCode: 'ASC' },
      }),
    );
    return reports.map(({ id, cycleCode, countyCode, dueOn }) => ({
      reportId: id,
      cycleName: names.get(cycleCode) ?? cycleCode,
      countyCode,
      dueOn: asLocalDate(dueOn),
    }));
  }

  async among(scope: Scope, reportIds: readonly number[]): Promise<ReadonlySet<number>> {
    const reports = await inLists(reportIds, (ids) =>
      this.database.reader.find(CountyReportEntity, {
        select: { id: true, countyCode: true },
        where: { id: In(ids), state: In(OWED) },
      }),
    );
    return new Set(reports.filter(({ countyCode }) => scope.allows(countyCode)).map(({ id }) => id));
  }
}

const STATES: readonly ReportState[] = ['not-started', 'drafting', 'submitted', 'accepted', 'returned'];
const OWED = STATES.filter((state) => !isHandedIn(state));
