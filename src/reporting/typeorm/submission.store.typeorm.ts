import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { PersonalDataCipher, type Scope } from '../../access/index.js';
import { Problem } from '../../kernel/index.js';
import { Database, inLists, insertInChunks } from '../../platform/database/index.js';
import type { CountyReport } from '../reporting.store.js';
import { SubmissionStore, type CaseOfReport, type Receipt, type Submission } from '../submission.store.js';
import { CountyReportEntity, ReportedCaseEntity, ReportSubmissionEntity, SubmissionBatchEntity } from './reporting.entities.js';

@Injectable()
export class TypeOrmSubmissionStore extends SubmissionStore {
  constructor(
    private readonly database: Database,
    private readonly cipher: PersonalDataCipher,
  ) {
    super();
  }

  async add(submission: Omit<Submission, 'id'>, batchIds: readonly number[]): Promise<Receipt> {
    const { writer } = this.database;
    const row = writer.create(ReportSubmissionEntity, { ...submission, content: this.cipher.seal(submission.content) });
    const { content: _content, ...receipt } = await writer.save(row);
    await insertInChunks(
      writer,
      SubmissionBatchEntity,
      batchIds.map((batchId) => ({ submissionId: receipt.id, batchId })),
    );
    return receipt;
  }

  async receipts({ id }: CountyReport): Promise<Receipt[]> {
    const { reader } = this.database;
    const columns = reader.dataSource.getMetadata(ReportSubmissionEntity).columns.map(({ propertyName }) => propertyName);
    return reader.find(ReportSubmissionEntity, {
      select: Object.fromEntries(columns.filter((name) => name !== 'content').map((name) => [name, true])),
      where: { reportId: id },
      order: { number: 'ASC' },
    });
  }

  async find(report: CountyReport, number: number): Promise<Submission | undefined> {
    const row = await this.database.reader.findOneBy(ReportSubmissionEntity, { reportId: report.id, number });
    return row ? this.verified(report, row) : undefined;
  }

  async byId(report: CountyReport, submissionId: number): Promise<Submission | undefined> {
    const row = await this.database.reader.findOneBy(ReportSubmissionEntity, { reportId: report.id, id: submissionId });
    return row ? this.verified(report, row) : undefined;
  }

  async restingOn(batchId: number, scope: Scope): Promise<ReadonlySet<number>> {
    const ids = (await this.database.reader.findBy(SubmissionBatchEntity, { batchId })).map(({ submissionId }) => submissionId);
    const own = await inLists(ids, (piece) =>
      this.database.reader.find(ReportSubmissionEntity, {
        select: { id: true },
        where: { id: In(piece), countyCode: In([...scope.countyCodes]) },
      }),
    );
    return new Set(own.map(({ id }) => id));
  }

  async carriers(scope: Scope): Promise<ReadonlyMap<number, number>> {
    const rows = await this.database.reader
      .createQueryBuilder(ReportedCaseEntity, 'carried')
      .innerJoin(CountyReportEntity, 'report', 'report.id = carried.reportId')
      .where('report.countyCode IN (:...codes)', { codes: scope.countyCodes.length > 0 ? scope.countyCodes : [''] })
      .getMany();
    return new Map(rows.map(({ caseId, reportId }) => [caseId, reportId]));
  }

  async assignCases({ id }: CountyReport, cases: readonly CaseOfReport[], at: Date): Promise<boolean> {
    const { writer } = this.database;
    await writer.delete(ReportedCaseEntity, { reportId: id });
    const taken = await inLists(
      cases.map(({ caseId }) => caseId),
      (caseIds) => writer.findBy(ReportedCaseEntity, { caseId: In(caseIds) }),
    );
    if (taken.length > 0) return false;
    await insertInChunks(
      writer,
      ReportedCaseEntity,
      cases.map((one) => ({ ...one, reportId: id, assignedAt: at })),
    );
    return true;
  }

  private verified(report: CountyReport, row: ReportSubmissionEntity): Submission {
    const content = this.open(report, row);
    if (createHash('sha256').update(content).digest('hex') !== row.hash) throw damaged(report, row);
    return { ...row, content };
  }

  private open(report: CountyReport, row: ReportSubmissionEntity): string {
    try {
      return this.cipher.open(row.content);
    } catch (error) {
      if (error instanceof Problem && error.code === 'sealed-data-damaged') throw damaged(report, row);
      throw error;
    }
  }
}

const damaged = ({ id, countyCode, dueOn }: CountyReport, { number, receiptNumber }: ReportSubmissionEntity): Problem =>
  new Problem(
    'unavailable',
    'submission-damaged',
    `${countyCode} 在 ${dueOn} 截止的报表第 ${number} 次提交（回执 ${receiptNumber}）的存档与其校验值不符，内容已损坏或被改动，请联系系统管理员从备份恢复。`,
    { reportId: id, number, receiptNumber },
  );
