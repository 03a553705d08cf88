import { TableIndex, type MigrationInterface, type QueryRunner } from 'typeorm';

const NAME = 'ix_disease_case_person';

/** Whether another county holds a case is asked by person. */
export class FindCasesByPerson1764000000300 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.createIndex('disease_case', new TableIndex({ name: NAME, columnNames: ['personIndex'] }));
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.dropIndex('disease_case', NAME);
  }
}
