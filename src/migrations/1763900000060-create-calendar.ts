import type { MigrationInterface, QueryRunner } from 'typeorm';
import { column, createTable, references } from '../platform/database/index.js';

/** The days off and make-up working days of each year whose arrangement is known. */
export class CreateCalendar1763900000060 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await createTable(queryRunner, 'calendar_year', {
      columns: [
        column.id(),
        column.int('year'),
        column.text('source', 300),
        column.text('setBy', 50),
        column.instant('setAt'),
        column.int('version'),
      ],
      uniques: [{ name: 'uq_calendar_year', columnNames: ['year'] }],
    });
    await createTable(queryRunner, 'calendar_day', {
      columns: [column.id(), column.int('yearId'), column.day('day'), column.text('kind', 20), column.text('name', 60)],
      uniques: [{ name: 'uq_calendar_day', columnNames: ['day'] }],
      indices: [{ name: 'ix_calendar_day_year', columnNames: ['yearId'] }],
      foreignKeys: [references('yearId', 'calendar_year')],
    });
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.dropTable('calendar_day');
    await queryRunner.dropTable('calendar_year');
  }
}
