import { chineseDigits, chineseNumber } from './chinese-number.js';

describe('Chinese numbers', () => {
  it.each<[string, number | null]>([
    ['〇', 0],
    ['三', 3],
    ['两', 2],
    ['十', 10],
    ['十二', 12],
    ['二十', 20],
    ['三十一', 31],
    ['九十九', 99],
    ['二三', null],
    ['一百', null],
    ['', null],
    ['3', null],
  ])('%s is %p', (text, number) => {
    expect(chineseNumber(text)).toBe(number);
  });

  it('years are written digit by digit', () => {
    expect(chineseDigits('二〇一九')).toBe('2019');
  });
});
