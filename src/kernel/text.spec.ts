import fc from 'fast-check';
import { foldText, squeeze } from './text.js';

describe('what two cells that look alike have in common', () => {
  it.each([
    ['福星　石材厂', '福星 石材厂', 'ideographic blank'],
    ['福星\u00a0 \t石材厂', '福星 石材厂', 'white space of any kind is one blank'],
    ['  福星石材厂\n', '福星石材厂', 'nothing around it'],
    ['\ufeff福星\u200b石材\u2060厂', '福星石材厂', 'what cannot be seen'],
    ['２３（人）ＡＢ', '23(人)AB', 'full-width forms'],
    ['e\u200b\u0301', 'é', 'an accent that something invisible kept apart'],
    ['①㎡', '1m2', 'compatibility forms'],
    ['', '', 'nothing'],
  ])('"%s" is "%s" (%s)', (text, folded) => {
    expect(foldText(text)).toBe(folded);
  });

  it('is free of white space where it is squeezed', () => {
    expect(squeeze(' 福星　石材 厂 ')).toBe('福星石材厂');
  });

  it('comes to the same whether or not there is anything to fold', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'甲矿龥一Az0!~(),:-') }), (text) => {
        expect(foldText(`${text}\u200b`)).toBe(foldText(text));
        expect(foldText(text)).toBe(text);
      }),
    );
  });

  it('does not change when it is folded again', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(foldText(foldText(text))).toBe(foldText(text));
        expect(squeeze(squeeze(text))).toBe(squeeze(text));
        expect(squeeze(text)).not.toMatch(/\s/);
      }),
    );
  });
});
