import fc from 'fast-check';
import { addDays, asLocalDate } from './local-date.js';
import { readIdNumber } from './id-number.js';

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const withCheck = (first17: string): string =>
  first17 + '10X98765432'.charAt(WEIGHTS.reduce((sum, weight, i) => sum + weight * Number(first17[i]), 0) % 11);

/** Numbers of people who do not exist: born on any day, any sequence. */
const invented = fc.tuple(fc.integer({ min: 0, max: 40_000 }), fc.integer({ min: 0, max: 999 })).map(([days, sequence]) => {
  const bornOn = addDays(asLocalDate('1910-01-01'), days);
  return { bornOn, number: withCheck(`152801${bornOn.replaceAll('-', '')}${String(sequence).padStart(3, '0')}`) };
});

describe('an identity number', () => {
  it.each([
    ['11010519491231002X', '1949-12-31', '女', 'the example of GB 11643-1999'],
    ['440524188001010014', '1880-01-01', '男', 'the other example of GB 11643-1999'],
    ['34052419800101001X', '1980-01-01', '男', 'a published example'],
    ['152801197003151231', '1970-03-15', '男', 'synthetic, the former 临河市 152801'],
    ['15282419681201451X', '1968-12-01', '男', 'synthetic, the former 乌拉特前旗 152824'],
    ['152827197506203324', '1975-06-20', '女', 'synthetic, the former 杭锦后旗 152827'],
    ['150802198506012347', '1985-06-01', '女', 'synthetic, 临河区'],
    ['150823199002280029', '1990-02-28', '女', 'synthetic, 乌拉特前旗'],
    ['152825196402290016', '1964-02-29', '男', 'synthetic, born on a leap day'],
  ])('%s: born %s, %s (%s)', (number, bornOn, sex) => {
    expect(readIdNumber(number)).toEqual({ ok: true, value: { number, bornOn, sex } });
  });

  it.each([
    ['11010519491231002x', '11010519491231002X'],
    ['１５２８０１１９７００３１５１２３１', '152801197003151231'],
    ["'152801197003151231", '152801197003151231'],
    ['152801 19700315 1231', '152801197003151231'],
    ['152801\u00a019700315\u00a01231', '152801197003151231'],
    ['15280119700315123１', '152801197003151231'],
    ['11010519491231002×', '11010519491231002X'],
  ])('typed as %s is %s', (typed, number) => {
    expect(readIdNumber(typed)).toMatchObject({ ok: true, value: { number } });
  });

  it.each([
    ['110105491231002', '11010519491231002X'],
    ['152801700315123', '152801197003151231'],
  ])('of 15 digits, %s, is %s', (typed, number) => {
    expect(readIdNumber(typed)).toMatchObject({ ok: true, value: { number } });
  });

  it.each([
    ['152801197003151000', 'id-rounded'],
    ['1.52801E+17', 'id-rounded'],
    ['152801197003151234', 'id-checksum'],
    ['152825196202290011', 'id-birth-date'],
    ['15280119700315123', 'id-shape'],
    ['护照 E12345678', 'id-shape'],
    ['', 'id-shape'],
  ])('"%s" is refused: %s', (typed, code) => {
    expect(readIdNumber(typed)).toMatchObject({ ok: false, error: { code } });
  });

  it('rounded by Excel is refused with the remedy, and never guessed', () => {
    expect(readIdNumber('152801197003151000')).toMatchObject({ error: { message: expect.stringContaining('“文本”格式') } });
  });

  it('is not repeated in a refusal', () => {
    for (const typed of ['152801197003151234', '152801197003151000', '152825196202290011', '15280119700315123']) {
      expect(JSON.stringify(readIdNumber(typed))).not.toContain('1528');
    }
  });
});

describe('the check character', () => {
  it('that fits makes any invented person valid; the 17th digit tells the sex', () => {
    fc.assert(
      fc.property(invented, ({ number, bornOn }) => {
        const sex = Number(number[16]) % 2 === 1 ? '男' : '女';
        expect(readIdNumber(number)).toEqual({ ok: true, value: { number, bornOn, sex } });
      }),
    );
  });

  it('that does not fit refuses the number', () => {
    fc.assert(
      fc.property(invented, fc.constantFrom(...'0123456789X'), ({ number }, check) => {
        fc.pre(check !== number[17]);
        expect(readIdNumber(number.slice(0, 17) + check).ok).toBe(false);
      }),
    );
  });

  it('makes the old number of 15 digits and the new one the same', () => {
    fc.assert(
      fc.property(invented, ({ number }) => {
        fc.pre(number.slice(6, 8) === '19');
        expect(readIdNumber(number.slice(0, 6) + number.slice(8, 17))).toMatchObject({ ok: true, value: { number } });
      }),
    );
  });
});

it.each(['152801********1231', '152801＊＊＊＊＊＊＊＊1231', '152***********1231'])(
  'refuses %s, which is masked, and says so',
  (number) => {
    expect(readIdNumber(number)).toMatchObject({ ok: false, error: { code: 'id-masked', message: expect.stringContaining('脱敏') } });
  },
);
