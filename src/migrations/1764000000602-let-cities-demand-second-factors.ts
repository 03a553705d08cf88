import type { MigrationInterface, QueryRunner } from 'typeorm';
import { column, createTable } from '../platform/database/index.js';

const DEMAND = [column.key('role', 32), column.text('setBy', 50), column.instant('setAt')];
const COLUMNS = 'role, setBy, setAt';

/** Which roles have to have a second factor is for each city to say. What there is, goes on in every city that is there. */
export class LetCitiesDemandSecondFactors1764000000602 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await createTable(queryRunner, 'city_second_factor_role', { columns: [column.key('cityCode', 12), ...DEMAND] });
    await queryRunner.query(
      `INSERT INTO city_second_factor_role (cityCode, ${COLUMNS}) SELECT region.code, ${COLUMNS} FROM second_factor_role, region WHERE region.level = 'city'`,
    );
    await queryRunner.dropTable('second_factor_role');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await createTable(queryRunner, 'second_factor_role', { columns: DEMAND });
    await queryRunner.query(
      `INSERT INTO second_factor_role (${COLUMNS}) SELECT role, MIN(setBy), MIN(setAt) FROM city_second_factor_role GROUP BY role`,
    );
    await queryRunner.dropTable('city_second_factor_role');
  }
}
