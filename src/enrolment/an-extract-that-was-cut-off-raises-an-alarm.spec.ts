import { COLUMN, ExtractDesk, extractOf, withRows } from './testing/unit-extracts.js';

describe('an extract by unit that was cut off or filtered raises an alarm', () => {
  let desk: ExtractDesk;
  beforeEach(async () => {
    desk = await ExtractDesk.open();
    await desk.take(await extractOf(2020), '2020-12');
  });
  afterEach(() => desk.close());

  it('when half of it is missing: of the units, and of the people', async () => {
    const half = withRows(await extractOf(2021), (rows) => rows.slice(0, rows.length / 2));
    const alarms = await desk.take(half, '2021-12');
    expect(alarms.map(({ code }) => code)).toEqual(['units-missing', 'total-moved']);
    expect(alarms[0]?.message).toMatch(/^上期在保的 514 个单位中有 \d+ 个不在文件中，文件可能不完整。$/);
  });

  it('when only its last tenth is missing', async () => {
    const most = withRows(await extractOf(2020), (rows) => rows.slice(0, rows.length * 0.9));
    expect(await desk.codes(most, '2021-01')).toEqual(['units-missing']);
  });

  it('when a county is missing', async () => {
    const others = withRows(await extractOf(2021), (rows) => rows.filter((cells) => cells[COLUMN.county] !== '临河区'));
    expect(await desk.codes(others, '2021-12')).toContain('units-missing');
  });
});
