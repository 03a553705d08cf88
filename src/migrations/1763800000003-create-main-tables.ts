import type { MigrationInterface, QueryRunner } from 'typeorm';
import { column, createTable, nullable, references } from '../platform/database/index.js';

const origin = [column.int('batchId'), column.text('sheet', 120), column.int('rowNumber')];

/** Intake, registry, enrolment, matching, coverage, cases and reporting. */
export class CreateMainTables1763800000003 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await createGeography(queryRunner);
    await createIntake(queryRunner);
    await createRegistry(queryRunner);
    await createEnrolment(queryRunner);
    await createMatching(queryRunner);
    await createCases(queryRunner);
    await createCoverage(queryRunner);
    await createReporting(queryRunner);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    for (const table of TABLES.toReversed()) await queryRunner.dropTable(table);
  }
}

const TABLES = [
  'region',
  'import_batch',
  'source_row',
  'key_industry',
  'registry_handover',
  'enterprise',
  'enterprise_alias',
  'registry_line',
  'scope_decision',
  'insurance_proof',
  'enrolment_unit',
  'enrolment_record',
  'enterprise_unit_link',
  'disease_case',
  'case_record',
  'coverage_target',
  'coverage_snapshot',
  'report_cycle',
  'county_report',
  'report_file',
];

async function createGeography(queryRunner: QueryRunner): Promise<void> {
  await createTable(queryRunner, 'region', {
    columns: [
      column.key('code', 12),
      column.text('name', 60),
      column.text('level', 10),
      nullable(column.text('parentCode', 12)),
      column.longText('aliases'),
    ],
  });
}

async function createIntake(queryRunner: QueryRunner): Promise<void> {
  await createTable(queryRunner, 'import_batch', {
    columns: [
      column.id(),
      column.text('kind', 30),
      column.text('fileName', 255),
      column.text('fileHash', 64),
      nullable(column.text('countyCode', 12)),
      nullable(column.text('asOf', 7)),
      column.text('purpose', 64),
      column.longText('countyCodes'),
      column.text('state', 10),
      ...['rowCount', 'newCount', 'changedCount', 'unchangedCount', 'missingCount'].map(column.int),
      column.longText('errors'),
      column.longText('warnings'),
      column.text('createdBy', 100),
      column.instant('createdAt'),
      nullable(column.text('appliedBy', 100)),
      nullable(column.instant('appliedAt')),
      column.int('version'),
    ],
    uniques: [{ name: 'uq_import_batch_purpose', columnNames: ['purpose'] }],
  });
  await createTable(queryRunner, 'source_row', {
    columns: [
      column.keyInt('batchId'),
      column.key('sheet', 120),
      column.keyInt('rowNumber'),
      column.flag('hidden'),
      column.longText('raw'),
    ],
    foreignKeys: [references('batchId', 'import_batch')],
  });
}

async function createRegistry(queryRunner: QueryRunner): Promise<void> {
  await createTable(queryRunner, 'key_industry', {
    columns: [
      column.key('code', 30),
      column.text('name', 30),
      column.int('position'),
      column.longText('divisions'),
      column.longText('words'),
    ],
  });
  await createTable(queryRunner, 'registry_handover', {
    columns: [column.id(), column.text('countyCode', 12), column.text('month', 7), column.int('batchId'), column.instant('recordedAt')],
    indices: [{ name: 'ix_registry_handover_county', columnNames: ['countyCode', 'month'] }],
    foreignKeys: [references('batchId', 'import_batch')],
  });
  await createTable(queryRunner, 'enterprise', {
    columns: [
      column.id(),
      column.text('countyCode', 12),
      column.text('name', 200),
      column.text('nameKey', 191),
      nullable(column.text('creditCode', 18)),
      ...origin,
      column.instant('createdAt'),
    ],
    indices: [
      { name: 'ix_enterprise_name_key', columnNames: ['countyCode', 'nameKey'] },
      { name: 'ix_enterprise_batch', columnNames: ['batchId'] },
    ],
    foreignKeys: [references('batchId', 'import_batch')],
  });
  await createTable(queryRunner, 'enterprise_alias', {
    columns: [
      column.id(),
      column.int('enterpriseId'),
      column.text('name', 200),
      column.text('nameKey', 191),
      column.text('source', 20),
      column.text('createdBy', 100),
      column.instant('createdAt'),
    ],
    uniques: [{ name: 'uq_enterprise_alias', columnNames: ['enterpriseId', 'nameKey'] }],
    foreignKeys: [references('enterpriseId', 'enterprise')],
  });
  await createTable(queryRunner, 'registry_line', {
    columns: registryLineColumns(),
    indices: [
      { name: 'ix_registry_line_handover', columnNames: ['handoverId'] },
      { name: 'ix_registry_line_enterprise', columnNames: ['enterpriseId'] },
    ],
    foreignKeys: [references('handoverId', 'registry_handover'), references('enterpriseId', 'enterprise')],
  });
  await createScope(queryRunner);
}

function registryLineColumns(): Parameters<typeof createTable>[2]['columns'] {
  return [
    column.id(),
    column.int('handoverId'),
    column.int('enterpriseId'),
    ...origin,
    column.text('sequence', 20),
    nullable(column.text('industryCode', 30)),
    column.text('industryText', 100),
    column.text('name', 200),
    column.longText('address'),
    nullable(column.int('headcount')),
    column.text('contact', 100),
    column.text('phones', 200),
    column.longText('remark'),
    nullable(column.text('creditCode', 18)),
    column.text('legalRepresentative', 100),
    column.longText('businessScope'),
    nullable(column.int('dustExposedHeadcount')),
    nullable(column.text('proposal', 20)),
    column.flag('suspended'),
    nullable(column.int('statedHeadcount')),
    column.flag('insuredElsewhere'),
  ];
}

async function createScope(queryRunner: QueryRunner): Promise<void> {
  await createTable(queryRunner, 'scope_decision', {
    columns: [
      column.id(),
      column.int('enterpriseId'),
      column.text('proposal', 20),
      column.text('verdict', 10),
      column.text('effectiveMonth', 7),
      column.text('reason', 500),
      column.text('decidedBy', 100),
      column.instant('decidedAt'),
      nullable(column.text('undoneBy', 100)),
      nullable(column.instant('undoneAt')),
    ],
    indices: [{ name: 'ix_scope_decision_enterprise', columnNames: ['enterpriseId'] }],
    foreignKeys: [references('enterpriseId', 'enterprise')],
  });
  await createTable(queryRunner, 'insurance_proof', {
    columns: [
      column.id(),
      column.int('enterpriseId'),
      column.int('insuredCount'),
      column.day('validFrom'),
      nullable(column.day('validTo')),
      column.text('document', 200),
      column.text('recordedBy', 100),
      column.instant('recordedAt'),
    ],
    indices: [{ name: 'ix_insurance_proof_enterprise', columnNames: ['enterpriseId'] }],
    foreignKeys: [references('enterpriseId', 'enterprise')],
  });
}

async function createEnrolment(queryRunner: QueryRunner): Promise<void> {
  await createTable(queryRunner, 'enrolment_unit', {
    columns: [
      column.id(),
      column.text('poolingArea', 12),
      column.text('unitNo', 40),
      column.text('name', 200),
      nullable(column.text('creditCode', 18)),
      nullable(column.text('countyCode', 12)),
      column.text('newestMonth', 7),
      column.int('batchId'),
    ],
    uniques: [{ name: 'uq_enrolment_unit_no', columnNames: ['poolingArea', 'unitNo'] }],
    indices: [{ name: 'ix_enrolment_unit_batch', columnNames: ['batchId'] }],
    foreignKeys: [references('batchId', 'import_batch')],
  });
  await createTable(queryRunner, 'enrolment_record', {
    columns: [
      column.id(),
      column.int('unitId'),
      column.text('month', 7),
      column.text('insurance', 10),
      column.text('status', 12),
      column.int('insuredCount'),
      column.text('name', 200),
      nullable(column.text('creditCode', 18)),
      nullable(column.text('countyCode', 12)),
      ...origin,
      column.instant('recordedAt'),
      nullable(column.int('supersededByBatchId')),
    ],
    indices: [{ name: 'ix_enrolment_record_unit', columnNames: ['unitId', 'month'] }],
    foreignKeys: [references('unitId', 'enrolment_unit')],
  });
}

async function createMatching(queryRunner: QueryRunner): Promise<void> {
  await createTable(queryRunner, 'enterprise_unit_link', {
    columns: [
      column.id(),
      column.int('enterpriseId'),
      column.int('unitId'),
      column.text('countyCode', 12),
      column.text('status', 10),
      column.text('tier', 1),
      column.text('relation', 20),
      column.int('score'),
      column.int('rank'),
      column.text('reason', 500),
      column.longText('evidence'),
      column.text('ruleset', 20),
      nullable(column.text('decidedBy', 100)),
      nullable(column.instant('decidedAt')),
      nullable(column.text('note', 500)),
      column.int('version'),
      column.instant('updatedAt'),
    ],
    uniques: [{ name: 'uq_link_pair', columnNames: ['enterpriseId', 'unitId'] }],
    indices: [
      { name: 'ix_link_unit', columnNames: ['unitId'] },
      { name: 'ix_link_county', columnNames: ['countyCode', 'status'] },
    ],
    foreignKeys: [references('enterpriseId', 'enterprise'), references('unitId', 'enrolment_unit')],
  });
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
