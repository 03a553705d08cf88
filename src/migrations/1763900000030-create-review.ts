import type { MigrationInterface, QueryRunner } from 'typeorm';
import { column, createTable, nullable, references } from '../platform/database/index.js';

/** What persons decide about links, act by act, samples for bulk acceptance, and the second look. History names what it speaks of: it outlasts it. */
export class CreateReview1763900000030 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await createHistory(queryRunner);
    await createSamples(queryRunner);
    await createSecondLook(queryRunner);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    for (const table of ['second_look_item', 'second_look', 'bulk_sample_item', 'bulk_sample', 'match_change', 'match_act'])
      await queryRunner.dropTable(table);
  }
}

async function createHistory(queryRunner: QueryRunner): Promise<void> {
  await createTable(queryRunner, 'match_act', {
    columns: [
      column.id(),
      column.text('kind', 20),
      column.text('actedBy', 100),
      nullable(column.int('actedById')),
      column.instant('actedAt'),
      nullable(column.text('note', 500)),
    ],
  });
  await createTable(queryRunner, 'match_change', {
    columns: [
      column.id(),
      column.int('actId'),
      column.text('countyCode', 12),
      column.int('enterpriseId'),
      column.text('enterpriseKey', 191),
      nullable(column.text('enterpriseCode', 18)),
      nullable(column.int('unitId')),
      nullable(column.text('unitNo', 40)),
      nullable(column.text('unitName', 200)),
      nullable(column.text('unitKey', 191)),
      nullable(column.text('unitCode', 18)),
      nullable(column.text('fromStatus', 10)),
      nullable(column.text('toStatus', 10)),
      nullable(column.longText('before')),
      nullable(column.int('undoesId')),
    ],
    indices: [
      { name: 'ix_match_change_act', columnNames: ['actId'] },
      { name: 'ix_match_change_enterprise', columnNames: ['enterpriseId'] },
      { name: 'ix_match_change_unit', columnNames: ['countyCode', 'unitNo'] },
    ],
    uniques: [{ name: 'uq_match_change_undoes', columnNames: ['undoesId'] }],
    foreignKeys: [references('actId', 'match_act')],
  });
}

async function createSamples(queryRunner: QueryRunner): Promise<void> {
  await createTable(queryRunner, 'bulk_sample', {
    columns: [
      column.id(),
      column.longText('counties'),
      column.longText('filter'),
      column.text('fingerprint', 64),
      column.text('ruleset', 20),
      column.int('seed'),
      column.text('drawnBy', 100),
      column.instant('drawnAt'),
      nullable(column.int('acceptedByActId')),
    ],
  });
  await createTable(queryRunner, 'bulk_sample_item', {
    columns: [column.id(), column.int('sampleId'), column.int('enterpriseId'), column.int('unitId')],
    indices: [{ name: 'ix_bulk_sample_item', columnNames: ['sampleId'] }],
    foreignKeys: [references('sampleId', 'bulk_sample')],
  });
}

async function createSecondLook(queryRunner: QueryRunner): Promise<void> {
  await createTable(queryRunner, 'second_look', {
    columns: [
      column.id(),
      column.text('countyCode', 12),
      column.text('ruleset', 20),
      column.int('seed'),
      column.int('automaticPopulation'),
      column.int('decidedPopulation'),
      column.text('drawnBy', 100),
      column.instant('drawnAt'),
    ],
    indices: [{ name: 'ix_second_look_county', columnNames: ['countyCode'] }],
  });
  await createTable(queryRunner, 'second_look_item', {
    columns: [
      column.id(),
      column.int('lookId'),
      column.text('countyCode', 12),
      column.int('enterpriseId'),
      column.int('unitId'),
      column.text('earlierStatus', 10),
      nullable(column.text('earlierBy', 100)),
      nullable(column.int('earlierById')),
      nullable(column.text('verdict', 10)),
      nullable(column.text('judgedBy', 100)),
      nullable(column.int('judgedById')),
      nullable(column.instant('judgedAt')),
      nullable(column.text('note', 500)),
    ],
    indices: [
      { name: 'ix_second_look_item_look', columnNames: ['lookId'] },
      { name: 'ix_second_look_item_pair', columnNames: ['enterpriseId', 'unitId'] },
    ],
    foreignKeys: [references('lookId', 'second_look')],
  });
}
