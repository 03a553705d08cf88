import { isStrongPassword, PASSWORD_PROFILES, profileInWords, refuseSamePassword } from './index.js';

describe('a strong password of the profile 等保', () => {
  const { dengbao } = PASSWORD_PROFILES;

  it.each(['Abcdefgh12', 'abcdefgh1!', 'ABCDEFGH1!', '巴彦淖尔abcABC12', 'Ａｂｃｄｅｆｇｈ１２'])(
    '%s: ten characters of three classes',
    (password) => {
      expect(isStrongPassword(password, dengbao)).toBe(true);
    },
  );

  it.each(['', 'Abcdefg12', 'abcdefghij12', 'ABCDEFGHIJ', '1234567890', '😀😀😀😀😀aA1'])(
    '%j is not: too short or too uniform',
    (password) => {
      expect(isStrongPassword(password, dengbao)).toBe(false);
    },
  );

  it('is told in words with history and age', () => {
    expect(profileInWords(dengbao)).toBe(
      '至少 10 位，含大写字母、小写字母、数字、符号中的 3 类，不能与最近 5 次用过的密码相同，每 90 天更换一次；不能由常用密码、用户名、姓名拼音、地名、年份或连续字符拼成',
    );
  });
});

describe('a strong password of the profile modern', () => {
  const { modern } = PASSWORD_PROFILES;

  it.each(['horse staple gale', '黄河边上有三棵大柳树一口老井和羊', 'abcdefghijklmno'])('%s: long, of whatever kind', (password) => {
    expect(isStrongPassword(password, modern)).toBe(true);
  });

  it('is not a short one of many classes', () => {
    expect(isStrongPassword('aB1!aB1!aB1!aB', modern)).toBe(false);
  });

  it('has neither history nor age to be told', () => {
    expect(profileInWords(modern)).toMatch(/^至少 15 位；不能由/);
  });
});

it('a new password differs from the current one by more than the width of its characters', () => {
  expect(() => refuseSamePassword('Abcdefgh12', 'Ａｂｃｄｅｆｇｈ１２')).toThrow(expect.objectContaining({ code: 'password-unchanged' }));
  expect(() => refuseSamePassword('Abcdefgh12', 'Abcdefgh13')).not.toThrow();
});
