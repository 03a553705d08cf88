import fc from 'fast-check';
import { commonPasswords } from './common-passwords.js';
import { guessingSteps, MIN_GUESSING_STEPS, ownWords, refuseGuessable } from './domain/index.js';
import { initialPassword } from './initial-password.js';
import { regions } from './testing/access-fixture.js';

const own = ownWords({ username: 'zhang.sanfeng', displayName: '张三丰' }, regions);
const known = { common: commonPasswords(), own };
const steps = (password: string): number => guessingSteps(password, known);

describe('a password that is put together from what everybody tries first is refused', () => {
  it.each([
    ['Password2024!', 'a word, a year'],
    ['Pa$$w0rd1234', 'look-alikes hide nothing'],
    ['Woaini1314520', 'Chinese habits'],
    ['Qwer1234!@', 'keyboard rows'],
    ['1qaz2wsx3edC', 'keyboard columns'],
    ['Aaaaaaaaa1!', 'repetition'],
    ['Abcdefgh12', 'the alphabet'],
    ['Zhangsanfeng1!', 'the own name in pinyin'],
    ['Zhangsf@19900101', 'surname, initials, birthday'],
    ['Sanfeng@123', 'a part of the user name'],
    ['Wuyuan@2024', 'the county'],
    ['Wuyuanxian@123', 'the county with its kind'],
    ['Bayannaoer@123', 'the city'],
    ['Rensheju@12333', 'the office and its hotline'],
    ['Admin@admin888', 'administrators'],
    ['张三丰@2024', 'the name itself'],
  ])('%s (%s)', (password) => {
    expect(steps(password)).toBeLessThan(MIN_GUESSING_STEPS);
    expect(() => refuseGuessable(password, known)).toThrow(expect.objectContaining({ code: 'password-guessable', kind: 'invalid' }));
  });
});

describe('others are not', () => {
  it.each(['Sand-storm-2020', 'Correct-Horse-user1-9', 'tR4-vu9-Kxq2', '柳树三棵井一口3Q', 'A-new-passw0rd-too'])('%s', (password) => {
    expect(() => refuseGuessable(password, known)).not.toThrow();
  });

  it('no first password is', () => {
    for (let i = 0; i < 100; i++) expect(steps(initialPassword())).toBeGreaterThan(MIN_GUESSING_STEPS);
  });
});

describe('the steps of guessing', () => {
  it('are never more than the characters, and never fewer for a longer password of the same beginning and strange end', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 40 }), (password) => {
        fc.pre(!/[\u00a0-\u00b0]/.test(password));
        expect(steps(password)).toBeLessThanOrEqual([...password.toLowerCase()].length);
        expect(steps(`${password}\u00a7`)).toBe(steps(password) + 1);
      }),
      { numRuns: 200 },
    );
  });

  it('are found quickly for the longest password that is taken', () => {
    const from = performance.now();
    steps('ab1'.repeat(67));
    expect(performance.now() - from).toBeLessThan(1_000);
  });
});

it('the lists are there, in lower case, without what is too short to mean anything', () => {
  const words = [...commonPasswords()];
  expect(words.length).toBeGreaterThan(10_000);
  expect(words.filter((word) => word.length < 4 || word !== word.toLowerCase() || /\s/.test(word))).toEqual([]);
  expect(words).toEqual(expect.arrayContaining(['password', 'qwerty', 'woaini', 'gongshangbaoxian']));
});
