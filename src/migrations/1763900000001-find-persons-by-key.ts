import type { MigrationInterface, QueryRunner } from 'typeorm';
import { column, createTable } from '../platform/database/index.js';

/**
 * Persons are found through a table of keys that is filled a hundred thousand records at a time, in its own order: an index of random keys that
 * grows with each record writes nearly all of its pages in each unit of work.
 */
export class FindPersonsByKey1763900000001 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await createTable(queryRunner, 'enrolment_person_key', {
      columns: [column.keyInt('personKey'), column.keyInt('personId')],
      clustered: true,
    });
    await queryRunner.query(
      'INSERT INTO enrolment_person_key (personKey, personId) SELECT personKey, id FROM enrolment_person ORDER BY personKey, id',
    );
    await queryRunner.query(`DROP INDEX ix_enrolment_person_key${onTable(queryRunner)}`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('CREATE INDEX ix_enrolment_person_key ON enrolment_person (personKey)');
    await queryRunner.dropTable('enrolment_person_key');
  }
}

/** MySQL's indices have a name within their table. */
const onTable = ({ dataSource }: QueryRunner): string => (dataSource.options.type === 'better-sqlite3' ? '' : ' ON enrolment_person');
