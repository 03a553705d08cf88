import type { MigrationInterface, QueryRunner } from 'typeorm';
import { column, createTable, nullable, references } from '../platform/database/index.js';

const origin = [column.int('batchId'), column.text('sheet', 120), column.int('rowNumber')];

/** Enterprises, their hand-overs and their scope. */
export class CreateRegistry1763800000004 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await createRegistry(queryRunner);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.dropTable('insurance_proof');
    await queryRunner.dropTable('scope_decision');
    await queryRunner.dropTable('registry_line');
    await queryRunner.dropTable('enterprise_alias');
    await queryRunner.dropTable('enterprise');
    await queryRunner.dropTable('registry_handover');
    await queryRunner.dropTable('key_industry');
  }
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
    columns: [
      column.id(),
      column.text('countyCode', 12),
      column.text('month', 7),
      column.int('batchId'),
      column.text('recordedBy', 100),
      column.instant('recordedAt'),
    ],
    indices: [
      { name: 'ix_registry_handover_county', columnNames: ['countyCode', 'month'] },
      { name: 'ix_registry_handover_batch', columnNames: ['batchId'] },
    ],
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
      nullable(column.int('linkId')),
      column.text('createdBy', 100),
      column.instant('createdAt'),
    ],
    // A former name (without a link) and each link teach a name for themselves: forgetting one leaves the others.
    uniques: [{ name: 'uq_enterprise_alias', columnNames: ['enterpriseId', 'nameKey', 'linkId'] }],
    foreignKeys: [references('enterpriseId', 'enterprise')],
  });
  await createTable(queryRunner, 'registry_line', {
    columns: registryLineColumns(),
    indices: [
      { name: 'ix_registry_line_handover', columnNames: ['handoverId'] },
      { name: 'ix_registry_line_enterprise', columnNames: ['enterpriseId'] },
      { name: 'ix_registry_line_source', columnNames: ['batchId', 'rowNumber'] },
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
