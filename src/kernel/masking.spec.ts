import fc from 'fast-check';
import { maskEmail, maskIdNumber, maskIdNumbersIn, maskName, maskNumbersIn, maskPhone, withoutIdNumbers } from './masking.js';

const ID = '152801197003151231';
const MASKED = '152801********1231';

describe('personal data as they are shown by default', () => {
  it.each([
    ['张三', '张*'],
    ['欧阳震华', '欧***'],
    ['𠮷田', '𠮷*'],
    ['张', '张'],
    ['', ''],
  ])('the name %s as %s', (name, shown) => expect(maskName(name)).toBe(shown));

  it.each([
    [ID, MASKED],
    ['15280119700315123X', '152801********123X'],
    ['152801700315123', '152801*****5123'],
    ['12345', '1****'],
  ])('the identity number %s as %s', (number, shown) => expect(maskIdNumber(number)).toBe(shown));

  it('a mobile telephone by its first three and last four digits', () => expect(maskPhone('13812341234')).toBe('138****1234'));

  it.each([
    [`身份证${ID}有误`, `身份证${MASKED}有误`],
    [`"${ID}"`, `"${MASKED}"`],
    [`${ID}、${ID}`, `${MASKED}、${MASKED}`],
  ])('identity numbers in the text %s', (text, shown) => expect(maskIdNumbersIn(text)).toBe(shown));

  it.each([
    ['with another check digit', '152801197003151232'],
    ['as a part of a longer number', `1${ID}`],
    ['in a hash', `a${ID}b`],
    ['a unified social credit code of digits', '911528010700315123'],
    ['no day', '152801197013151231'],
  ])('but not what is none: %s', (_what, text) => expect(maskIdNumbersIn(text)).toBe(text));

  it.each([
    ['any 18 digits', '见152801197003151232', '见152801********1232'],
    ['any fifteen', '152801700315123', '152801*****5123'],
    ['mobile numbers', '电13812341234', '电138****1234'],
  ])('where nothing may be told: %s', (_what, text, shown) => expect(maskNumbersIn(text)).toBe(shown));

  it.each([
    ['zhang@example.cn', 'z***@example.cn'],
    ['@example.cn', '***'],
  ])('the e-mail address %s as %s', (email, shown) => expect(maskEmail(email)).toBe(shown));

  it('masks the texts of a record, and nothing else of it', () => {
    expect(withoutIdNumbers({ post: `凿岩工 ${ID}`, row: 3, leftOn: null })).toEqual({ post: `凿岩工 ${MASKED}`, row: 3, leftOn: null });
  });

  it('masks nothing twice', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (around) =>
        expect(maskIdNumbersIn(maskIdNumbersIn(around + ID))).toBe(maskIdNumbersIn(around + ID)),
      ),
    );
  });
});
