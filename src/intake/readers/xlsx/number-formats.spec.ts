import { isBuiltInDayFormat, isDayFormat } from './number-formats.js';
import { SerialDays } from './serial-days.js';

describe('a number format shows a calendar day', () => {
  it.each([
    'yyyy-mm-dd',
    'yyyy"年"m"月"d"日"',
    'yyyy年m月',
    'm"月"d"日"',
    'mmm-yy',
    'd/m',
    'mmmmm',
    '[$-804]yyyy"年"m"月";@',
    '[DBNum1][$-804]yyyy"年"m"月"d"日"',
    'yyyy/m/d\\ h:mm\\ AM/PM',
    'm/d/yy h:mm',
    'dddd',
    'aaaa',
    'YYYY.MM.DD',
  ])('%s', (code) => {
    expect(isDayFormat(code)).toBe(true);
  });

  it.each([
    'General',
    'G/通用格式',
    '0.00',
    '@',
    '#,##0.00_);[Red](#,##0.00)',
    '0.00E+00',
    '[h]:mm',
    '[mm]:ss',
    '[hh]:mm:ss',
    'h:mm',
    'h:mm:ss AM/PM',
    'mm:ss.0',
    '上午/下午h"时"mm"分"',
    '0"days"',
    '"yyyy-mm-dd"0',
    '\\d0',
    '0_d',
    '0*d',
    '[Red]0',
    '[$USD-409] 0',
    '0"unclosed yyyy',
    '',
  ])('not %s', (code) => {
    expect(isDayFormat(code)).toBe(false);
  });

  it('by built-in number, also those of the Chinese edition', () => {
    const days = Array.from({ length: 60 }, (_, id) => id).filter(isBuiltInDayFormat);
    expect(days).toEqual([14, 15, 16, 17, 22, 27, 28, 29, 30, 31, 34, 35, 36, 50, 51, 52, 53, 54, 55, 56, 57, 58]);
  });
});

describe('the day of a serial number', () => {
  const from1900 = new SerialDays(false);
  const from1904 = new SerialDays(true);

  it.each([
    [1, '1900-01-01'],
    [59, '1900-02-28'],
    [61, '1900-03-01'],
    [43912, '2020-03-22'],
    [43912.99, '2020-03-22'],
    [2_958_465, '9999-12-31'],
  ])('%d is %s from 1900', (serial, date) => {
    expect(from1900.value(serial)).toEqual({ date });
  });

  it.each([
    [1, '1904-01-02'],
    [42450, '2020-03-22'],
  ])('%d is %s from 1904', (serial, date) => {
    expect(from1904.value(serial)).toEqual({ date });
  });

  it.each([0, 0.5, -3, 60, 2_958_466, 1e17, NaN])('%d stays a number from 1900', (serial) => {
    expect(from1900.value(serial)).toBe(serial);
    expect(from1900.value(serial)).toBe(serial);
  });
});
