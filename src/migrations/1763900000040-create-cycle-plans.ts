import type { MigrationInterface, QueryRunner } from 'typeorm';
import { column, createTable, references } from '../platform/database/index.js';

/** In force since before any report: what the first start took from the region pack. */
const SINCE_EVER = '1900-01-01';

const CYCLE = [
  column.text('code', 30),
  column.text('name', 60),
  ...['dueMonth', 'dueDay', 'yearOffset'].map(column.int),
  column.text('windowFromMonthDay', 5),
  column.int('windowFromYearOffset'),
  column.text('windowToMonthDay', 5),
  column.int('windowToYearOffset'),
  column.int('openDaysBefore'),
  column.text('clause', 300),
];
const COPIED = CYCLE.map(({ name }) => name).join(', ');
const FORMS = '["coverage-summary","annex-2","annex-3"]';

/** Cycles get versions with validity: a plan is the set of all cycles from a due day on. */
export class CreateCyclePlans1763900000040 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await createTable(queryRunner, 'cycle_plan', {
      columns: [
        column.id(),
        column.int('number'),
        column.day('effectiveFrom'),
        column.text('reason', 500),
        column.text('recordedBy', 100),
        column.instant('recordedAt'),
      ],
      uniques: [{ name: 'uq_cycle_plan', columnNames: ['number'] }],
    });
    await createTable(queryRunner, 'planned_cycle', {
      columns: [column.id(), column.int('planId'), ...CYCLE, column.text('forms', 200), column.longText('divisions')],
      uniques: [{ name: 'uq_planned_cycle', columnNames: ['planId', 'code'] }],
      foreignKeys: [references('planId', 'cycle_plan')],
    });
    const cycles = (await queryRunner.query('SELECT code FROM report_cycle')) as readonly unknown[];
    if (cycles.length > 0) await copyCycles(queryRunner);
    await queryRunner.dropTable('report_cycle');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    const [code, ...rest] = CYCLE;
    await createTable(queryRunner, 'report_cycle', { columns: [column.key(code?.name ?? '', 30), ...rest] });
    await queryRunner.query(
      `INSERT INTO report_cycle (${COPIED}) SELECT ${COPIED} FROM planned_cycle WHERE planId = (SELECT MAX(id) FROM cycle_plan)`,
    );
    await queryRunner.dropTable('planned_cycle');
    await queryRunner.dropTable('cycle_plan');
  }
}

async function copyCycles(queryRunner: QueryRunner): Promise<void> {
  await queryRunner.query(
    `INSERT INTO cycle_plan (id, number, effectiveFrom, reason, recordedBy, recordedAt) VALUES (1, 1, '${SINCE_EVER}', '地区资料', '系统', '2020-03-22 00:00:00.000')`,
  );
  await queryRunner.query(
    `INSERT INTO planned_cycle (planId, ${COPIED}, forms, divisions) SELECT 1, ${COPIED}, '${FORMS}', '[]' FROM report_cycle`,
  );
}
