import { isStrongPassword, refuseSamePassword } from './index.js';

describe('a strong password', () => {
  it.each(['Abcdefgh12', 'abcdefgh1!', 'ABCDEFGH1!', '巴彦淖尔abcABC12', 'Ａｂｃｄｅｆｇｈ１２'])(
    '%s: ten characters of three classes',
    (password) => {
      expect(isStrongPassword(password)).toBe(true);
    },
  );

  it.each(['', 'Abcdefg12', 'abcdefghij12', 'ABCDEFGHIJ', '1234567890', '😀😀😀😀😀aA1'])(
    '%j is not: too short or too uniform',
    (password) => {
      expect(isStrongPassword(password)).toBe(false);
    },
  );

  it('differs from the current one by more than the width of its characters', () => {
    expect(() => refuseSamePassword('Abcdefgh12', 'Ａｂｃｄｅｆｇｈ１２')).toThrow(expect.objectContaining({ code: 'password-unchanged' }));
    expect(() => refuseSamePassword('Abcdefgh12', 'Abcdefgh13')).not.toThrow();
  });
});
