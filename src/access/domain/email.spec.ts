import fc from 'fast-check';
import { readEmail } from './index.js';

describe('the e-mail address of a user', () => {
  it.each([
    [' Clerk.Wuyuan@Example.gov.cn ', 'Clerk.Wuyuan@Example.gov.cn'],
    ['ｃｌｅｒｋ＠example.cn', 'clerk@example.cn'],
    ['a+b_c-d@mail.bynr-hrss.gov.cn', 'a+b_c-d@mail.bynr-hrss.gov.cn'],
    ['', null],
    ['  ', null],
    [null, null],
  ])('%j is read as %j', (typed, email) => expect(readEmail(typed)).toBe(email));

  it.each(['clerk', 'a@b', 'a b@c.cn', 'a@c.cn,b@c.cn', '甲 <a@c.cn>', 'a@c..cn', '@c.cn', `${'a'.repeat(250)}@c.cn`])(
    'refuses %j without repeating it',
    (typed) =>
      expect(() => readEmail(typed)).toThrow(
        expect.objectContaining({ code: 'email-malformed', message: expect.not.stringContaining(typed) }),
      ),
  );

  it('never lets a line break through, which would add a header to a mail', () => {
    fc.assert(
      fc.property(fc.string(), fc.constantFrom('\r', '\n', '\r\n'), fc.string(), (before, lineBreak, after) => {
        try {
          expect(readEmail(`${before}${lineBreak}${after}`) ?? '').not.toMatch(/[\r\n]/);
        } catch (error) {
          expect(error).toMatchObject({ code: 'email-malformed' });
        }
      }),
    );
  });
});
