import { cellText } from '../intake/domain/index.js';
import { COLUMN, ExtractDesk, extractOf, withColumn, withRows } from './testing/unit-extracts.js';

describe('an ordinary extract by unit raises no alarm', () => {
  let desk: ExtractDesk;
  beforeEach(async () => {
    desk = await ExtractDesk.open();
  });
  afterEach(() => desk.close());

  it('when it is the first', async () => {
    expect(await desk.codes(await extractOf(2020), '2020-12')).toEqual([]);
  });

  it('when it is a year later, though the head-count of most units has changed and some are new', async () => {
    await desk.take(await extractOf(2020), '2020-12');
    expect(await desk.codes(await extractOf(2021), '2021-12')).toEqual([]);
    expect(await desk.codes(await extractOf(2022), '2022-12')).toEqual([]);
  });

  it('when it comes later than those of the months after it', async () => {
    await desk.take(await extractOf(2022), '2022-12');
    expect(await desk.codes(await extractOf(2021), '2021-12')).toEqual([]);
  });

  it('when it corrects the same month', async () => {
    await desk.take(await extractOf(2020), '2020-12');
    const one = withColumn(await extractOf(2020), COLUMN.insured, (cell, row) => (row === 0 ? 9 : cell));
    expect(await desk.codes(one, '2020-12')).toEqual([]);
  });

  it('when units were renamed that kept their code, or pay a month in arrears', async () => {
    const extract = withColumn(await extractOf(2020), COLUMN.creditCode, (_cell, row) => `91150802MA0N${String(row).padStart(6, '0')}`);
    await desk.take(extract, '2020-12');
    const renamed = withColumn(extract, COLUMN.name, (cell) => `${cellText(cell)}（更名）`);
    const inArrears = withColumn(renamed, COLUMN.paidUpTo, () => '202011');
    expect(await desk.codes(inArrears, '2020-12')).toEqual([]);
  });

  it('when a county’s clerk brings in the county’s own units', async () => {
    const extract = await extractOf(2020);
    await desk.take(extract, '2020-12');
    const own = withRows(extract, (rows) => rows.filter((cells) => cells[COLUMN.county] === '临河区'));
    expect(own.length).toBeGreaterThan(10);
    expect(await desk.codes(own, '2020-12', '150802')).toEqual([]);
    expect(await desk.codes(own, '2020-12')).toContain('units-missing');
  });
});
