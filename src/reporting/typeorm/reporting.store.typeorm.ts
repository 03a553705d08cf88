import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import type { Scope } from '../../access/index.js';
import { asLocalDate, type LocalDate } from '../../kernel/index.js';
import { Database } from '../../platform/database/index.js';
import type { CycleTurn, ReportCycle } from '../domain/index.js';
import { ReportingStore, type CountyReport, type Preparation, type ReportFile } from '../reporting.store.js';
import { CountyReportEntity, ReportCycleEntity, ReportFileEntity } from './reporting.entities.js';

@Injectable()
export class TypeOrmReportingStore extends ReportingStore {
  constructor(private readonly database: Database) {
    super();
  }

  async cycles(): Promise<ReportCycle[]> {
    const rows = await this.database.reader.find(ReportCycleEntity, { order: { dueMonth: 'ASC', dueDay: 'ASC' } });
    return rows.map(({ windowFromMonthDay, windowFromYearOffset, windowToMonthDay, windowToYearOffset, ...cycle }) => ({
      ...cycle,
      windowFrom: { monthDay: windowFromMonthDay, yearOffset: windowFromYearOffset },
      windowTo: { monthDay: windowToMonthDay, yearOffset: windowToYearOffset },
    }));
  }

  async addCycles(cycles: readonly ReportCycle[]): Promise<void> {
    await this.database.writer.insert(
      ReportCycleEntity,
      cycles.map(({ code, name, dueMonth, dueDay, yearOffset, openDaysBefore, clause, windowFrom, windowTo }) => ({
        code,
        name,
        dueMonth,
        dueDay,
        yearOffset,
        openDaysBefore,
        clause,
        windowFromMonthDay: windowFrom.monthDay,
        windowFromYearOffset: windowFrom.yearOffset,
        windowToMonthDay: windowTo.monthDay,
        windowToYearOffset: windowTo.yearOffset,
      })),
    );
  }

  async ensure({ cycleCode, dueOn, windowFrom, windowTo }: CycleTurn, countyCode: string): Promise<CountyReport> {
    const { writer } = this.database;
    const known = await writer.findOneBy(CountyReportEntity, { cycleCode, dueOn, countyCode });
    if (known) return toReport(known);
    const fresh = writer.create(CountyReportEntity, {
      cycleCode,
      dueOn,
      countyCode,
      windowFrom,
      windowTo,
      state: 'not-started',
      snapshotId: null,
      late: false,
      preparedAt: null,
      version: 1,
    });
    return toReport(await writer.save(fresh));
  }

  async list(scope: Scope, { dueOn }: { dueOn?: LocalDate | undefined }): Promise<CountyReport[]> {
    const rows = await this.database.reader.find(CountyReportEntity, {
      where: { countyCode: In([...scope.countyCodes]), ...(dueOn === undefined ? {} : { dueOn }) },
      order: { dueOn: 'ASC', countyCode: 'ASC' },
    });
    return rows.map(toReport);
  }

  async find(id: number, scope: Scope): Promise<CountyReport | undefined> {
    const row = await this.database.reader.findOneBy(CountyReportEntity, { id, countyCode: In([...scope.countyCodes]) });
    return row ? toReport(row) : undefined;
  }

  async recordPreparation({ id, version }: CountyReport, { snapshotId, late, at, files }: Preparation): Promise<boolean> {
    const { writer } = this.database;
    const values = { state: 'drafting' as const, snapshotId, late, preparedAt: at, version: version + 1 };
    if ((await writer.update(CountyReportEntity, { id, version }, values)).affected !== 1) return false;
    await writer.insert(
      ReportFileEntity,
      files.map((file) => ({ ...file, reportId: id, snapshotId, createdAt: at })),
    );
    return true;
  }

  async files({ id, snapshotId }: CountyReport): Promise<ReportFile[]> {
    if (snapshotId === null) return [];
    return this.database.reader.find(ReportFileEntity, { where: { reportId: id, snapshotId }, order: { id: 'ASC' } });
  }
}

const toReport = (row: CountyReportEntity): CountyReport => ({
  ...row,
  dueOn: asLocalDate(row.dueOn),
  windowFrom: asLocalDate(row.windowFrom),
  windowTo: asLocalDate(row.windowTo),
});
