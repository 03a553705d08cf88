import { rowHeight } from './row-height.js';

const in20Characters = (text: string) => ({ text, fontSize: 11, widthInCharacters: 20 });

describe('the height of a form row', () => {
  it('stays as the template has it where every text fits in one line', () => {
    expect(rowHeight(24, [in20Characters('临河区砖厂'), in20Characters('0478-8000000')])).toBe(24);
  });

  it('grows with the longest text', () => {
    const twoLines = rowHeight(24, [in20Characters('内蒙古样例矿业有限责任公司')]);
    const threeLines = rowHeight(24, [in20Characters('砖厂'), in20Characters('内蒙古样例矿业有限责任公司乌拉特前旗分公司')]);
    expect(twoLines).toBeGreaterThan(24);
    expect(threeLines).toBeGreaterThan(twoLines);
  });

  it('gives a Latin text about half of the room of a Chinese one', () => {
    expect(rowHeight(15, [in20Characters('abcdefghijkl')])).toBeLessThan(rowHeight(15, [in20Characters('一二三四五六七八九十甲乙')]));
  });

  it('counts line breaks', () => {
    expect(rowHeight(15, [in20Characters('一\n二\n三')])).toBe(51);
  });

  it('never exceeds the 409 points that Excel allows', () => {
    expect(rowHeight(24, [in20Characters('长'.repeat(5_000))])).toBe(409);
  });

  it('is at least the template height where there is no text at all', () => {
    expect(rowHeight(24, [])).toBe(24);
  });
});
