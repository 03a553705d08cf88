import { Injectable } from '@nestjs/common';
import { Between, Equal, In, IsNull, LessThanOrEqual, MoreThan, MoreThanOrEqual, Not, type FindOperator } from 'typeorm';
import { PersonalDataCipher, type Scope } from '../../access/index.js';
import { asLocalDate, type LocalDate } from '../../kernel/index.js';
import { Clock } from '../../platform/clock/clock.js';
import { Database, inLists, insertInChunks } from '../../platform/database/index.js';
import { isHandedIn, type CycleTurn, type PlannedTurn } from '../domain/index.js';
import {
  ReportingStore,
  type CellRemark,
  type CountyReport,
  type NewEvent,
  type Preparation,
  type ReportChanges,
  type ReportEvent,
  type ReportFile,
} from '../reporting.store.js';
import { changedColumns, toReport } from './report-mapping.js';
import { CountyReportEntity, ReportEventEntity, ReportFileEntity, ReportSubmissionEntity } from './reporting.entities.js';

interface Details {
  readonly reason: string | null;
  readonly cells: readonly CellRemark[];
}

@Injectable()
export class TypeOrmReportingStore extends ReportingStore {
  constructor(
    private readonly database: Database,
    private readonly cipher: PersonalDataCipher,
    private readonly clock: Clock,
  ) {
    super();
  }

  async ensure(turn: PlannedTurn, countyCodes: readonly string[]): Promise<CountyReport[]> {
    const { writer } = this.database;
    const { cycleCode, dueOn, windowFrom, windowTo, cycle } = turn;
    const ofTurn = (): Promise<CountyReportEntity[]> =>
      writer.find(CountyReportEntity, { where: { cycleCode, dueOn }, order: { countyCode: 'ASC' } });
    const known = new Set((await ofTurn()).map(({ countyCode }) => countyCode));
    const fresh = countyCodes.filter((code) => !known.has(code));
    const begun = { state: 'not-started', late: false, version: 1, forms: JSON.stringify(cycle.forms) } as const;
    await insertInChunks(
      writer,
      CountyReportEntity,
      fresh.map((countyCode) => ({ cycleCode, dueOn, windowFrom, windowTo, countyCode, ...begun })),
    );
    return (await ofTurn()).filter(({ countyCode }) => countyCodes.includes(countyCode)).map((row) => this.report(row));
  }

  async list(scope: Scope, { from, to }: { from?: LocalDate | undefined; to?: LocalDate | undefined }): Promise<CountyReport[]> {
    const due = between(from, to);
    const rows = await this.database.reader.find(CountyReportEntity, {
      where: { countyCode: In([...scope.countyCodes]), ...(due ? { dueOn: due } : {}) },
      order: { dueOn: 'ASC', countyCode: 'ASC' },
    });
    return rows.map((row) => this.report(row));
  }

  async find(id: number, scope: Scope): Promise<CountyReport | undefined> {
    const row = await this.database.reader.findOneBy(CountyReportEntity, { id });
    // Asked here, not in the query: thousands of counties would be thousands of parameters.
    return row && scope.allows(row.countyCode) ? this.report(row) : undefined;
  }

  async change(report: CountyReport, changes: ReportChanges, event: NewEvent): Promise<boolean> {
    const { id, version } = report;
    const values = { ...changedColumns(changes), version: version + 1 };
    if ((await this.database.writer.update(CountyReportEntity, { id, version }, values)).affected !== 1) return false;
    await this.addEvent({ ...report, version: version + 1 }, changes.state ?? report.state, event);
    return true;
  }

  async openTurn({ countyCodes }: Scope, { cycleCode, dueOn }: Pick<CycleTurn, 'cycleCode' | 'dueOn'>, event: NewEvent): Promise<number> {
    const { writer } = this.database;
    const waiting = await writer.findBy(CountyReportEntity, { cycleCode, dueOn, state: 'not-started', countyCode: In([...countyCodes]) });
    const opened = { state: 'drafting', openedAt: event.madeAt } as const;
    const rows = await inLists(
      waiting.map(({ id }) => id),
      async (ids) => {
        // One that is being prepared at this moment is opened by that: only what is opened here is written down.
        const waits = { id: In(ids), state: 'not-started' } as const;
        await writer.update(CountyReportEntity, waits, { ...opened, version: () => 'version + 1' });
        return writer.findBy(CountyReportEntity, { id: In(ids), state: 'drafting', openedAt: Equal(event.madeAt) });
      },
    );
    await insertInChunks(
      writer,
      ReportEventEntity,
      rows.map((row) => this.eventRow({ ...this.report(row), state: 'not-started' }, 'drafting', event)),
    );
    return rows.length;
  }

  async lapse(report: CountyReport, snapshotId: number, event: NewEvent): Promise<boolean> {
    const { id, unlocking } = report;
    if (!unlocking) return false;
    const values = { ...changedColumns({ state: unlocking.fallbackState, unlocking: null }), snapshotId };
    const held = { id, state: 'drafting' as const, unlockedUntil: Not(IsNull()) };
    if ((await this.database.writer.update(CountyReportEntity, held, values)).affected !== 1) return false;
    await this.addEvent({ ...report, state: 'drafting' }, unlocking.fallbackState, event);
    return true;
  }

  async recordPreparation(report: CountyReport, { snapshotId, late, at, by, files }: Preparation): Promise<boolean> {
    const { writer } = this.database;
    const changes = { state: 'drafting', snapshotId, openedAt: report.openedAt ?? at } as const;
    if (!(await this.change(report, changes, { type: 'prepare', madeBy: by, madeAt: at, reason: late ? '补跑' : null }))) return false;
    await writer.update(CountyReportEntity, { id: report.id }, { late, preparedAt: at });
    await this.keepFiles(report, snapshotId, files, at);
    return true;
  }

  async keepFiles({ id }: CountyReport, snapshotId: number, files: Preparation['files'], at: Date): Promise<void> {
    await this.database.writer.insert(
      ReportFileEntity,
      files.map((file) => ({ ...file, reportId: id, snapshotId, createdAt: at })),
    );
  }

  async files(report: CountyReport): Promise<ReportFile[]> {
    const submission = isHandedIn(report.state) && report.submissionId !== null ? await this.submission(report.submissionId) : undefined;
    const snapshotId = submission?.snapshotId ?? report.snapshotId;
    return snapshotId === null ? [] : this.filesOfSnapshot(report, snapshotId);
  }

  async filesOfSnapshot({ id }: CountyReport, snapshotId: number): Promise<ReportFile[]> {
    return this.database.reader.find(ReportFileEntity, { where: { reportId: id, snapshotId }, order: { id: 'ASC' } });
  }

  async history({ id }: CountyReport, afterVersion = 0): Promise<ReportEvent[]> {
    const where = { reportId: id, version: MoreThan(afterVersion) };
    const rows = await this.database.reader.find(ReportEventEntity, { where, order: { id: 'ASC' } });
    return rows.map(({ id: _id, reportId: _report, details, ...event }) => ({ ...event, ...this.openDetails(details) }));
  }

  async openedTurns({ countyCodes }: Scope): Promise<CycleTurn[]> {
    const rows = await this.database.reader
      .createQueryBuilder(CountyReportEntity, 'report')
      .select('report.cycleCode', 'cycleCode')
      .addSelect('report.dueOn', 'dueOn')
      .addSelect('report.windowFrom', 'windowFrom')
      .addSelect('report.windowTo', 'windowTo')
      .distinct(true)
      .where("report.state <> 'not-started'")
      .andWhere('report.countyCode IN (:...codes)', { codes: countyCodes.length > 0 ? countyCodes : [''] })
      .getRawMany<Readonly<Record<keyof CycleTurn, string>>>();
    return rows.map(({ cycleCode, dueOn, windowFrom, windowTo }) => {
      return { cycleCode, dueOn: asLocalDate(dueOn), windowFrom: asLocalDate(windowFrom), windowTo: asLocalDate(windowTo) };
    });
  }

  async dropUnopened(scope: Scope, from: LocalDate): Promise<void> {
    const { writer } = this.database;
    const opened = new Set((await this.openedTurns(scope)).map(({ cycleCode, dueOn }) => `${cycleCode} ${dueOn}`));
    const countyCode = In([...scope.countyCodes]);
    const waiting = await writer.findBy(CountyReportEntity, { state: 'not-started', dueOn: MoreThanOrEqual(from), countyCode });
    const ids = waiting.filter(({ cycleCode, dueOn }) => !opened.has(`${cycleCode} ${dueOn}`)).map(({ id }) => id);
    await inLists(ids, async (piece) => [await writer.delete(CountyReportEntity, { id: In(piece) })]);
  }

  private report(row: CountyReportEntity): CountyReport {
    return toReport(row, this.clock.now());
  }

  private submission(id: number): Promise<Pick<ReportSubmissionEntity, 'id' | 'snapshotId'> | null> {
    return this.database.reader.findOne(ReportSubmissionEntity, { select: { id: true, snapshotId: true }, where: { id } });
  }

  private async addEvent(report: CountyReport, toState: CountyReport['state'], event: NewEvent): Promise<void> {
    await this.database.writer.insert(ReportEventEntity, this.eventRow(report, toState, event));
  }

  private eventRow(
    { id, version, state, submissionId }: CountyReport,
    toState: CountyReport['state'],
    { type, madeBy, madeAt, reason, cells, ...event }: NewEvent,
  ): Omit<ReportEventEntity, 'id'> {
    const told: Details = { reason: reason ?? null, cells: cells ?? [] };
    const details = told.reason === null && told.cells.length === 0 ? null : this.cipher.seal(JSON.stringify(told));
    const submission = event.submissionId ?? submissionId;
    return { reportId: id, version, type, fromState: state, toState, submissionId: submission, details, madeBy, madeAt };
  }

  private openDetails(details: string | null): Details {
    return details === null ? { reason: null, cells: [] } : (JSON.parse(this.cipher.open(details)) as Details);
  }
}

function between(from: LocalDate | undefined, to: LocalDate | undefined): FindOperator<string> | undefined {
  if (from !== undefined && to !== undefined) return Between<string>(from, to);
  if (from !== undefined) return MoreThanOrEqual<string>(from);
  return to === undefined ? undefined : LessThanOrEqual<string>(to);
}
