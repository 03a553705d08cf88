import fc from 'fast-check';
import { base32, codeOfStep, otpauthUri, stepOf, stepOfCode } from './index.js';

/** The secret of the test vectors of RFC 4226 and RFC 6238. */
const SECRET = Buffer.from('12345678901234567890');
const at = (seconds: number): Date => new Date(seconds * 1000);

describe('one-time codes', () => {
  it.each([
    [0, '755224'],
    [1, '287082'],
    [2, '359152'],
    [3, '969429'],
    [4, '338314'],
    [5, '254676'],
    [6, '287922'],
    [7, '162583'],
    [8, '399871'],
    [9, '520489'],
  ])('RFC 4226 appendix D: counter %i gives %s', (counter, code) => {
    expect(codeOfStep(SECRET, counter)).toBe(code);
  });

  it.each([
    [59, '94287082'],
    [1_111_111_109, '07081804'],
    [1_111_111_111, '14050471'],
    [1_234_567_890, '89005924'],
    [2_000_000_000, '69279037'],
    [20_000_000_000, '65353130'],
  ])('RFC 6238 appendix B (SHA-1): second %i gives %s', (seconds, code) => {
    expect(codeOfStep(SECRET, stepOf(at(seconds)), 8)).toBe(code);
  });

  it('count in their own half minute and in the ones beside it', () => {
    const step = stepOf(at(1_111_111_111));
    const now = at(1_111_111_111);
    for (const offset of [-1, 0, 1]) expect(stepOfCode(SECRET, codeOfStep(SECRET, step + offset), now, 0)).toBe(step + offset);
    for (const offset of [-2, 2]) expect(stepOfCode(SECRET, codeOfStep(SECRET, step + offset), now, 0)).toBeUndefined();
  });

  it('count once: neither the code of a step that was used, nor an older one', () => {
    const now = at(1_111_111_111);
    const step = stepOf(now);
    expect(stepOfCode(SECRET, codeOfStep(SECRET, step), now, step)).toBeUndefined();
    expect(stepOfCode(SECRET, codeOfStep(SECRET, step - 1), now, step)).toBeUndefined();
    expect(stepOfCode(SECRET, codeOfStep(SECRET, step + 1), now, step)).toBe(step + 1);
  });

  it('are nothing else, whatever is typed', () => {
    fc.assert(fc.property(fc.string(), (typed) => /^\d{6}$/.test(typed) || stepOfCode(SECRET, typed, at(59), 0) === undefined));
    expect(stepOfCode(SECRET, '２８７０８２', at(59), 0)).toBeUndefined();
  });
});

describe('what an app is given', () => {
  it.each([
    ['', ''],
    ['f', 'MY'],
    ['fo', 'MZXQ'],
    ['foo', 'MZXW6'],
    ['foob', 'MZXW6YQ'],
    ['fooba', 'MZXW6YTB'],
    ['foobar', 'MZXW6YTBOI'],
  ])('RFC 4648 section 10, without padding: %j is %j in Base32', (text, encoded) => {
    expect(base32(Buffer.from(text))).toBe(encoded);
  });

  it('is an address that names issuer and user', () => {
    expect(otpauthUri('工伤', 'wuyuan.clerk', SECRET)).toBe(
      'otpauth://totp/%E5%B7%A5%E4%BC%A4:wuyuan.clerk?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=%E5%B7%A5%E4%BC%A4&algorithm=SHA1&digits=6&period=30',
    );
  });
});
