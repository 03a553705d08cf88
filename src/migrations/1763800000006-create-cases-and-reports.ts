import type { MigrationInterface, QueryRunner } from 'typeorm';
import { column, createTable, nullable, references } from '../platform/database/index.js';

const origin = [column.int('batchId'), column.text('sheet', 120), column.int('rowNumber')];

/** Disease cases, coverage and reports. */
export class CreateCasesAndReports1763800000006 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await createCases(queryRunner);
    await createCoverage(queryRunner);
    await createReporting(queryRunner);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.dropTable('report_file');
    await queryRunner.dropTable('county_report');
    await queryRunner.dropTable('report_cycle');
    await queryRunner.dropTable('coverage_snapshot');
    await queryRunner.dropTable('coverage_target');
    await queryRunner.dropTable('case_record');
    await queryRunner.dropTable('disease_case');
  }
}

async function createCases(queryRunner: QueryRunner): Promise<void> {
  await createTable(queryRunner, 'disease_case', {
    columns: [
      column.id(),
      column.text('countyCode', 12),
      column.text('personIndex', 64),
      column.text('diseaseName', 100),
      column.int('batchId'),
      column.instant('createdAt'),
    ],
    uniques: [{ name: 'uq_disease_case', columnNames: ['countyCode', 'personIndex', 'diseaseName'] }],
    indices: [{ name: 'ix_disease_case_batch', columnNames: ['batchId'] }],
    foreignKeys: [references('batchId', 'import_batch')],
  });
  await createTable(queryRunner, 'case_record', {
    columns: [
      column.id(),
      column.int('caseId'),
      ...origin,
      column.longText('person'),
      column.text('sex', 2),
      column.text('employerName', 200),
      column.text('diseaseText', 200),
      nullable(column.text('stage', 10)),
      column.day('diagnosedOn'),
      column.text('diagnosedPrecision', 5),
      ...['diagnosedText', 'recognisedText', 'assessedText'].map((name) => column.text(name, 60)),
      column.text('insured', 20),
      column.text('receivesBenefits', 20),
      column.longText('remark'),
      column.instant('recordedAt'),
    ],
    indices: [{ name: 'ix_case_record_case', columnNames: ['caseId'] }],
    foreignKeys: [references('caseId', 'disease_case')],
  });
}

async function createCoverage(queryRunner: QueryRunner): Promise<void> {
  await createTable(queryRunner, 'coverage_target', {
    columns: [
      column.id(),
      column.text('regionCode', 12),
      column.text('measure', 40),
      column.int('year'),
      column.int('percent'),
      column.text('clause', 300),
    ],
    uniques: [{ name: 'uq_coverage_target', columnNames: ['regionCode', 'measure', 'year'] }],
  });
  await createTable(queryRunner, 'coverage_snapshot', {
    columns: [
      column.id(),
      column.text('countyCode', 12),
      column.day('asOf'),
      column.longText('content'),
      column.text('hash', 64),
      column.text('rules', 40),
      column.text('createdBy', 100),
      column.instant('createdAt'),
    ],
  });
}

async function createReporting(queryRunner: QueryRunner): Promise<void> {
  await createTable(queryRunner, 'report_cycle', {
    columns: [
      column.key('code', 30),
      column.text('name', 60),
      ...['dueMonth', 'dueDay', 'yearOffset'].map(column.int),
      column.text('windowFromMonthDay', 5),
      column.int('windowFromYearOffset'),
      column.text('windowToMonthDay', 5),
      column.int('windowToYearOffset'),
      column.int('openDaysBefore'),
      column.text('clause', 300),
    ],
  });
  await createTable(queryRunner, 'county_report', {
    columns: [
      column.id(),
      column.text('cycleCode', 30),
      column.day('dueOn'),
      column.text('countyCode', 12),
      column.day('windowFrom'),
      column.day('windowTo'),
      column.text('state', 12),
      nullable(column.int('snapshotId')),
      column.flag('late'),
      nullable(column.instant('preparedAt')),
      column.int('version'),
    ],
    uniques: [{ name: 'uq_county_report', columnNames: ['cycleCode', 'dueOn', 'countyCode'] }],
  });
  await createTable(queryRunner, 'report_file', {
    columns: [
      column.id(),
      column.int('reportId'),
      column.int('snapshotId'),
      column.text('form', 20),
      column.text('fileName', 200),
      column.text('fileHash', 64),
      column.instant('createdAt'),
    ],
    indices: [{ name: 'ix_report_file_report', columnNames: ['reportId'] }],
    foreignKeys: [references('reportId', 'county_report'), references('snapshotId', 'coverage_snapshot')],
  });
}
