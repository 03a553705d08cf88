import { describeDifference, differenceOf } from './name-difference.js';

describe('the difference between two 字号', () => {
  it.each([
    ['宏达', '宏达', ''],
    ['德鹏', '德朋', '一字之差：“鹏”与“朋”（同音）'],
    ['北鑫', '北金', '一字之差：“鑫”与“金”（形近）'],
    ['宏达', '宏远', '一字之差：“达”与“远”'],
    ['宏达利', '宏利达', '两字颠倒：“达利”与“利达”'],
    ['宏达利', '宏利', '登记名称多一字“达”'],
    ['宏利', '宏达利', '参保名称多一字“达”'],
    ['富源', '福元', '同音不同字：“富源”与“福元”'],
    ['宏达', '万山', '有多处不同'],
    ['宏达', '宏达利源', '有多处不同'],
  ])('%s and %s', (left, right, words) => {
    expect(describeDifference(differenceOf(left, right))).toBe(words);
  });
});
