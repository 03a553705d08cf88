import type { MigrationInterface, QueryRunner } from 'typeorm';
import { longTextType } from '../platform/database/index.js';

/** Batches keep why a person should look twice. Added by a statement: TypeORM would copy SQLite's whole table, to which others refer. */
export class KeepAlarmsOfBatches1763900000050 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`ALTER TABLE import_batch ADD COLUMN alarms ${longTextType(queryRunner.dataSource.options.type)} NULL`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE import_batch DROP COLUMN alarms');
  }
}
