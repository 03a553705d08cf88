import type { MigrationInterface, QueryRunner } from 'typeorm';
import { column, createTable, nullable, references } from '../platform/database/index.js';

const origin = [column.int('batchId'), column.text('sheet', 120), column.int('rowNumber')];

/** Insured persons and named rosters. */
export class CreatePersonsAndRosters1763800000007 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await createPersons(queryRunner);
    await createRosters(queryRunner);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.dropTable('roster_person');
    await queryRunner.dropTable('roster_unit');
    await queryRunner.dropTable('enrolment_person_unit');
    await queryRunner.dropTable('enrolment_person_block');
    await queryRunner.dropTable('enrolment_person');
  }
}

async function createPersons(queryRunner: QueryRunner): Promise<void> {
  await createTable(queryRunner, 'enrolment_person', {
    columns: [
      column.id(),
      ...origin,
      column.int('personKey'),
      column.text('personIndex', 22),
      column.text('unitNo', 40),
      column.text('month', 7),
      column.text('status', 12),
      nullable(column.day('startedOn')),
      nullable(column.day('endedOn')),
    ],
    indices: [
      { name: 'ix_enrolment_person_batch', columnNames: ['batchId'] },
      { name: 'ix_enrolment_person_key', columnNames: ['personKey'] },
    ],
    foreignKeys: [references('batchId', 'import_batch')],
  });
  await createTable(queryRunner, 'enrolment_person_block', {
    columns: [
      column.id(),
      column.int('batchId'),
      column.text('sheet', 120),
      column.int('firstRow'),
      column.int('lastRow'),
      column.longText('people'),
    ],
    indices: [{ name: 'ix_enrolment_person_block_row', columnNames: ['batchId', 'firstRow'] }],
    foreignKeys: [references('batchId', 'import_batch')],
  });
  await createTable(queryRunner, 'enrolment_person_unit', {
    columns: [
      column.id(),
      column.int('batchId'),
      column.text('poolingArea', 12),
      column.text('unitNo', 40),
      column.text('month', 7),
      column.int('people'),
      column.int('activePeople'),
    ],
    uniques: [{ name: 'uq_enrolment_person_unit', columnNames: ['batchId', 'unitNo', 'month'] }],
    indices: [{ name: 'ix_enrolment_person_unit_no', columnNames: ['poolingArea', 'unitNo', 'month'] }],
    foreignKeys: [references('batchId', 'import_batch')],
  });
}

async function createRosters(queryRunner: QueryRunner): Promise<void> {
  await createTable(queryRunner, 'roster_unit', {
    columns: [
      column.id(),
      column.int('batchId'),
      column.text('sheet', 120),
      nullable(column.text('countyCode', 12)),
      column.text('name', 200),
      column.text('nameKey', 191),
      nullable(column.text('creditCode', 18)),
      nullable(column.int('enterpriseId')),
      nullable(column.text('month', 7)),
    ],
    indices: [
      { name: 'ix_roster_unit_batch', columnNames: ['batchId'] },
      { name: 'ix_roster_unit_enterprise', columnNames: ['enterpriseId', 'month'] },
    ],
    foreignKeys: [references('batchId', 'import_batch'), references('enterpriseId', 'enterprise')],
  });
  await createTable(queryRunner, 'roster_person', {
    columns: [
      column.id(),
      ...origin,
      column.int('rosterUnitId'),
      column.text('personIndex', 22),
      column.longText('person'),
      column.text('post', 100),
      nullable(column.day('joinedOn')),
      nullable(column.day('leftOn')),
      column.text('contract', 20),
      ...['preEmploymentExam', 'inServiceExam', 'leavingExam'].map((name) => column.text(name, 60)),
    ],
    indices: [
      { name: 'ix_roster_person_batch', columnNames: ['batchId'] },
      { name: 'ix_roster_person_unit', columnNames: ['rosterUnitId'] },
    ],
    foreignKeys: [references('batchId', 'import_batch'), references('rosterUnitId', 'roster_unit')],
  });
}
