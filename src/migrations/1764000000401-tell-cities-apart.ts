import type { MigrationInterface, QueryRunner } from 'typeorm';
import { addColumns, column, createTable, dropColumns, references } from '../platform/database/index.js';

const INDUSTRY = [column.text('name', 30), column.int('position'), column.longText('divisions'), column.longText('words')];
const YEAR = [column.int('year'), column.text('source', 300), column.text('setBy', 50), column.instant('setAt'), column.int('version')];
const DAY = [column.int('yearId'), column.day('day'), column.text('kind', 20), column.text('name', 60)];
const namesOf = (columns: readonly { readonly name: string }[]): string => columns.map(({ name }) => name).join(', ');

/** Whoever set the years of the calendar that the programme brought with it. */
const PROGRAMME = '系统';

/** Several cities in one installation: industries, cycles, changed holidays and jobs say whose they are. What there is, is the one city's. */
export class TellCitiesApart1764000000401 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    const [city] = (await queryRunner.query("SELECT code FROM region WHERE level = 'city'")) as readonly { code: string }[];
    await createIndustries(queryRunner);
    await createCalendar(queryRunner);
    await addColumns(queryRunner, 'cycle_plan', [column.text('cityCode', 12)]);
    if (city) await giveTo(queryRunner, city.code);
    await queryRunner.dropTable('key_industry');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await createTable(queryRunner, 'key_industry', { columns: [column.key('code', 30), ...INDUSTRY] });
    const [city] = (await queryRunner.query('SELECT MIN(cityCode) AS code FROM city_industry')) as readonly { code: string | null }[];
    const names = `code, ${namesOf(INDUSTRY)}`;
    await queryRunner.query(
      `INSERT INTO key_industry (${names}) SELECT ${names} FROM city_industry WHERE cityCode = '${city?.code ?? ''}'`,
    );
    await queryRunner.dropTable('city_industry');
    await dropColumns(queryRunner, 'cycle_plan', [column.text('cityCode', 12)]);
    await queryRunner.dropTable('city_calendar_day');
    await queryRunner.dropTable('city_calendar_year');
  }
}

async function createIndustries(queryRunner: QueryRunner): Promise<void> {
  await createTable(queryRunner, 'city_industry', { columns: [column.key('cityCode', 12), column.key('code', 30), ...INDUSTRY] });
}

/** A city's own arrangement of a year stands in the place of the published one. */
async function createCalendar(queryRunner: QueryRunner): Promise<void> {
  await createTable(queryRunner, 'city_calendar_year', {
    columns: [column.id(), column.text('cityCode', 12), ...YEAR],
    uniques: [{ name: 'uq_city_calendar_year', columnNames: ['cityCode', 'year'] }],
  });
  await createTable(queryRunner, 'city_calendar_day', {
    columns: [column.id(), ...DAY],
    uniques: [{ name: 'uq_city_calendar_day', columnNames: ['yearId', 'day'] }],
    foreignKeys: [references('yearId', 'city_calendar_year')],
  });
}

async function giveTo(queryRunner: QueryRunner, city: string): Promise<void> {
  const industry = `code, ${namesOf(INDUSTRY)}`;
  await queryRunner.query(`INSERT INTO city_industry (cityCode, ${industry}) SELECT '${city}', ${industry} FROM key_industry`);
  await queryRunner.query(`UPDATE cycle_plan SET cityCode = '${city}'`);
  await queryRunner.query(`UPDATE job SET owner = '${city}'`);
  const years = `id, ${namesOf(YEAR)}`;
  await queryRunner.query(
    `INSERT INTO city_calendar_year (cityCode, ${years}) SELECT '${city}', ${years} FROM calendar_year WHERE setBy <> '${PROGRAMME}'`,
  );
  await queryRunner.query(
    `INSERT INTO city_calendar_day (${namesOf(DAY)}) SELECT ${namesOf(DAY)} FROM calendar_day WHERE yearId IN (SELECT id FROM city_calendar_year)`,
  );
  await queryRunner.query('DELETE FROM calendar_day WHERE yearId IN (SELECT id FROM city_calendar_year)');
  await queryRunner.query(`DELETE FROM calendar_year WHERE setBy <> '${PROGRAMME}'`);
}
