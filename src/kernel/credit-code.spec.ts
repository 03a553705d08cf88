import fc from 'fast-check';
import { creditCodeCheckCharacter, readCreditCode } from './credit-code.js';

const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const letters = (length: number): fc.Arbitrary<string> =>
  fc.array(fc.constantFrom(...ALPHABET), { minLength: length, maxLength: length }).map((parts) => parts.join(''));
const digits = fc.array(fc.constantFrom(...'0123456789'), { minLength: 6, maxLength: 6 }).map((parts) => parts.join(''));
const first17 = fc.tuple(letters(2), digits, letters(9)).map((parts) => parts.join(''));

describe('a unified social credit code', () => {
  it.each([
    ['91350100M000100Y43', 'the worked example of GB 32100-2015, with the check character that its rule gives'],
    ['91110108551385082Q', 'a published example'],
    ['91350200MA2YJ1XR9G', 'a published example'],
    ['913502000728319549', 'digits only: it must have been kept as text'],
    ['91150802MAXT102870', 'synthetic, whose sum leaves no rest: the check character is 0'],
    ['91150802MAXT000113', 'synthetic, 临河区'],
    ['91150823MAXT0002X8', 'synthetic, 乌拉特前旗'],
    ['91150824MAXT00038N', 'synthetic, 乌拉特中旗'],
    ['91150825MAXT000460', 'synthetic, 乌拉特后旗'],
    ['92150826MAXT000546', 'synthetic, 个体工商户'],
    ['93150821MAXT00062M', 'synthetic, 农民专业合作社'],
    ['91150822MAXT000705', 'synthetic, 磴口县'],
    ['91150800MAXT000896', 'synthetic, registered with the city'],
    ['12150800MAXT000976', 'synthetic, 事业单位'],
    ['54150823MAXT0010XN', 'synthetic, 村委会'],
    ['N1150825MAXT00118B', 'synthetic, beginning with a letter'],
  ])('%s is valid (%s)', (code) => {
    expect(readCreditCode(code)).toEqual({ code, checksumOk: true });
  });

  // Codes of an early pilot in Fujian were issued with wrong check characters and are in use.
  it.each(['91350100M0001TGQXM', '91350211M0000XUF46', '91350203M0001FUE2P', '91350203M0001QAY9B', '91310115MA1H8R7C6D'])(
    '%s fails its check: a warning, never a refusal',
    (code) => {
      expect(readCreditCode(code)).toEqual({ code, checksumOk: false });
    },
  );

  it.each([
    ['91350100M000100Y4Z', 'Z is not of the alphabet'],
    ['150823000012345', 'an old registration number of 15 digits'],
    [' 91150802maxt0001 ', '16 characters'],
    ['91150802MAXT1028700', '19 characters'],
    ['91I50802MAXT102870', 'I for 1 is not guessed'],
    ['', 'nothing'],
    ['无', 'no code'],
  ])('"%s" is none (%s)', (text) => {
    expect(readCreditCode(text)).toBeNull();
  });

  it.each([
    ' 91150802maxt102870 ',
    '９１１５０８０２ＭＡＸＴ１０２８７０',
    "'91150802MAXT102870",
    '91150802-MAXT10287-0',
    '91150802 MAXT 102870',
  ])('"%s" is read as it was meant', (text) => {
    expect(readCreditCode(text)).toEqual({ code: '91150802MAXT102870', checksumOk: true });
  });
});

describe('the check character', () => {
  it('belongs to the alphabet and makes the code valid, whatever the first 17', () => {
    fc.assert(
      fc.property(first17, (start) => {
        const check = creditCodeCheckCharacter(start);
        expect(ALPHABET.includes(check) && check.length === 1).toBe(true);
        expect(readCreditCode(start + check)).toEqual({ code: start + check, checksumOk: true });
      }),
    );
  });

  it('finds every single character that was mistyped', () => {
    fc.assert(
      fc.property(first17, fc.nat(16), fc.constantFrom(...ALPHABET), (start, place, typed) => {
        fc.pre(start[place] !== typed);
        const mistyped = start.slice(0, place) + typed + start.slice(place + 1);
        expect(creditCodeCheckCharacter(mistyped)).not.toBe(creditCodeCheckCharacter(start));
      }),
    );
  });
});
