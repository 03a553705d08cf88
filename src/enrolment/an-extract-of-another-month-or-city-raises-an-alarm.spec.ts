import { cellText } from '../intake/domain/index.js';
import { COLUMN, ExtractDesk, extractOf, withColumn } from './testing/unit-extracts.js';

describe('an extract by unit of another month or city raises an alarm', () => {
  let desk: ExtractDesk;
  beforeEach(async () => {
    desk = await ExtractDesk.open();
    await desk.take(await extractOf(2020), '2020-12');
  });
  afterEach(() => desk.close());

  it('when its rows speak of another month than was chosen', async () => {
    const [alarm, ...others] = await desk.take(await extractOf(2021), '2022-12');
    expect(alarm).toEqual({ code: 'other-month', message: '多数在保单位的缴费截止年月是 2021-12，与所选月份 2022-12 不符。' });
    expect(others).toEqual([]);
  });

  it('when its units have other numbers', async () => {
    const other = withColumn(await extractOf(2021), COLUMN.unitNo, (cell) => `8${cellText(cell)}`);
    expect(await desk.codes(other, '2021-12')).toEqual(expect.arrayContaining(['units-missing', 'units-new']));
  });

  it('when its units bear the same numbers by accident', async () => {
    const named = withColumn(await extractOf(2021), COLUMN.name, (_cell, row) => `乌海市第${row}砖厂`);
    const other = withColumn(named, COLUMN.creditCode, () => null);
    expect(await desk.codes(other, '2021-12')).toEqual(['units-replaced']);
  });

  it('when its rows name another city’s counties, though it is the first', async () => {
    const first = await ExtractDesk.open();
    const other = withColumn(await extractOf(2020), COLUMN.county, () => '海勃湾区');
    expect(await first.codes(other, '2020-12')).toEqual(['other-place']);
    await first.close();
  });

  it('when the total has moved by more than a fifth, though every unit is there', async () => {
    const doubled = withColumn(await extractOf(2020), COLUMN.insured, (cell) => Number(cell) * 2);
    const [alarm] = await desk.take(doubled, '2021-01');
    expect(alarm).toEqual({ code: 'total-moved', message: '工伤保险在保人数由 24715 人变为 49430 人，变动超过五分之一。' });
  });
});
