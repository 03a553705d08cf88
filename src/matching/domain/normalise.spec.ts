import fc from 'fast-check';
import { foldName, nameKey } from './normalise.js';

describe('the normalised key of a name', () => {
  it.each([
    ['width and white space', '北 滩 区\u3000宏达石料有限公司 ', '北滩区宏达石料有限公司'],
    ['full-width letters and digits', 'ＡＢＣ砖厂', 'abc砖厂'],
    ['traditional characters', '宏達石料礦業有限公司', '宏达石料矿业有限公司'],
    ['brackets', '宏达（集团）有限公司', '宏达(集团)有限公司'],
    ['the two spellings of one legal form', '宏达石料有限责任公司', '宏达石料有限公司'],
    ['a leading serial', '12、宏达石料有限公司', '宏达石料有限公司'],
    ['a note on status', '宏达石料有限公司（停产，留守3人）', '宏达石料有限公司'],
    ['a bracketed former name', '宏达石料有限公司（原名红旗采石场）', '宏达石料有限公司'],
    ['ordinals before a unit of counting', '宏达煤业有限公司第一分公司', '宏达煤业有限公司1分公司'],
    ['ordinals written as a number sign', '宏达1#矿', '宏达一号矿'],
    ['ordinals above ten', '宏达煤矿十二号井', '宏达煤矿12号井'],
  ])('folds %s', (_what, left, right) => {
    expect(nameKey(left)).toBe(nameKey(right));
  });

  it.each([
    ['the region', '北滩区宏达石料有限公司', '宏达石料有限公司'],
    ['the class of form', '宏达石料有限公司', '宏达石料股份有限公司'],
    ['a branch', '宏达石料有限公司', '宏达石料有限公司第一分公司'],
    ['an account number', '宏达石料有限公司', '宏达石料有限公司-1'],
    ['a numeral of the 字号', '三一矿业有限公司', '31矿业有限公司'],
    ['one character', '宏达石料有限公司', '鸿达石料有限公司'],
  ])('keeps %s', (_what, left, right) => {
    expect(nameKey(left)).not.toBe(nameKey(right));
  });

  it('does not take a road number for a serial', () => {
    expect(nameKey('110国道加油站')).toBe('110国道加油站');
  });

  it('is idempotent', () => {
    const piece = fc.constantFrom(...'宏達礦第一二十号分厂公司 （）()[]#-—·1２３aZ、项', 'NO', '有限责任公司', '　');
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 24 }), (pieces) => foldName(foldName(pieces.join(''))) === foldName(pieces.join(''))),
    );
  });

  it('is idempotent on any characters', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => foldName(foldName(text)) === foldName(text)));
  });
});
