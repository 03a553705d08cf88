import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import type { Scope } from '../../access/index.js';
import type { LocalDate } from '../../kernel/index.js';
import { Database, inLists } from '../../platform/database/index.js';
import { CityStore, type SubmittedFile } from '../city/city.store.js';
import type { Receipt } from '../submission.store.js';
import { CountyReportEntity, ReportFileEntity, ReportSubmissionEntity } from './reporting.entities.js';

/** All but the content, which is large and sealed. */
const RECEIPT = [
  'id',
  'reportId',
  'countyCode',
  'number',
  'receiptNumber',
  'hash',
  'rules',
  'snapshotId',
  'submittedBy',
  'submittedAt',
] as const satisfies readonly (keyof Receipt)[];

@Injectable()
export class TypeOrmCityStore extends CityStore {
  constructor(private readonly database: Database) {
    super();
  }

  async receipts({ countyCodes }: Scope, from: LocalDate, to: LocalDate): Promise<ReadonlyMap<number, Receipt>> {
    const rows = await this.database.reader
      .createQueryBuilder(ReportSubmissionEntity, 'submission')
      .innerJoin(CountyReportEntity, 'report', 'report.id = submission.reportId')
      .select(RECEIPT.map((column) => `submission.${column}`))
      .where('report.dueOn BETWEEN :from AND :to', { from, to })
      .andWhere('report.countyCode IN (:...codes)', { codes: countyCodes.length > 0 ? countyCodes : [''] })
      .getMany();
    return new Map(rows.map((row) => [row.id, row]));
  }

  async filesOf({ countyCodes }: Scope, submissionIds: readonly number[]): Promise<SubmittedFile[]> {
    const { reader } = this.database;
    const submissions = await inLists(submissionIds, (piece) =>
      reader.find(ReportSubmissionEntity, {
        select: { id: true, reportId: true, snapshotId: true },
        where: { id: In(piece), countyCode: In([...countyCodes]) },
      }),
    );
    const bySnapshot = new Map(submissions.map(({ id, snapshotId }) => [snapshotId, id]));
    const files = await inLists([...bySnapshot.keys()], (piece) =>
      reader.find(ReportFileEntity, { where: { snapshotId: In(piece) }, order: { id: 'ASC' } }),
    );
    return files.map((file) => ({ ...file, submissionId: bySnapshot.get(file.snapshotId) ?? 0 }));
  }
}
