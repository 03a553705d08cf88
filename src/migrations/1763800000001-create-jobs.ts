import type { MigrationInterface, QueryRunner } from 'typeorm';
import { column, createTable, nullable } from '../platform/database/index.js';

export class CreateJobs1763800000001 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await createTable(queryRunner, 'job', {
      columns: [
        column.id(),
        column.text('name', 60),
        column.text('key', 120),
        column.text('payload', 2000),
        column.instant('runAt'),
        column.instant('dueAt'),
        column.text('state', 12),
        column.int('attempts'),
        column.int('maxAttempts'),
        nullable(column.instant('leaseUntil')),
        column.int('epoch'),
        nullable(column.text('worker', 120)),
        column.int('progress'),
        nullable(column.text('note', 200)),
        nullable(column.text('errorCode', 60)),
        nullable(column.text('errorMessage', 500)),
        column.flag('late'),
        column.instant('createdAt'),
        nullable(column.instant('startedAt')),
        nullable(column.instant('finishedAt')),
      ],
      uniques: [{ name: 'uq_job_name_key', columnNames: ['name', 'key'] }],
      indices: [
        { name: 'ix_job_due', columnNames: ['state', 'dueAt'] },
        { name: 'ix_job_lease', columnNames: ['state', 'leaseUntil'] },
      ],
    });
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.dropTable('job');
  }
}
