import type { MigrationInterface, QueryRunner } from 'typeorm';
import { column, createTable, nullable, references } from '../platform/database/index.js';

/** Runs of matching and the parts of their phases. */
export class CreateMatchingRuns1763900000020 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await createTable(queryRunner, 'matching_run', {
      columns: [
        column.id(),
        column.text('state', 12),
        column.text('phase', 12),
        column.text('ruleset', 20),
        column.text('regionsPrint', 64),
        column.flag('wholeCity'),
        column.text('regionCode', 12),
        nullable(column.int('baseRunId')),
        column.int('lastEnterpriseId'),
        column.int('lastUnitId'),
        column.text('requestedBy', 100),
        column.instant('createdAt'),
        nullable(column.instant('finishedAt')),
        nullable(column.int('auto')),
        nullable(column.int('review')),
        nullable(column.int('confirmed')),
        nullable(column.int('none')),
        nullable(column.text('failure', 500)),
      ],
      indices: [{ name: 'ix_matching_run_state', columnNames: ['state'] }],
    });
    await createTable(queryRunner, 'matching_run_part', {
      columns: [
        column.id(),
        column.int('runId'),
        column.text('phase', 12),
        column.int('part'),
        column.int('first'),
        column.int('last'),
        nullable(column.instant('doneAt')),
      ],
      uniques: [{ name: 'uq_matching_run_part', columnNames: ['runId', 'phase', 'part'] }],
      foreignKeys: [references('runId', 'matching_run')],
    });
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.dropTable('matching_run_part');
    await queryRunner.dropTable('matching_run');
  }
}
