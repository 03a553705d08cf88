import fc from 'fast-check';
import { canonicalJson } from './canonical-json.js';

describe('the same content is the same text', () => {
  it('whatever the order in which keys were set, at any depth', () => {
    const one = { county: '150802', lines: [{ insured: 3, headcount: 5 }], asOf: '2020-12-31' };
    const other = { asOf: '2020-12-31', lines: [{ headcount: 5, insured: 3 }], county: '150802' };
    expect(canonicalJson(one)).toBe('{"asOf":"2020-12-31","county":"150802","lines":[{"headcount":5,"insured":3}]}');
    expect(canonicalJson(other)).toBe(canonicalJson(one));
  });

  it('keys are sorted by UTF-16 code units: digits, capitals, small letters, Chinese; numbers as texts', () => {
    expect(canonicalJson({ 企业: 1, b: 2, B: 3, '2': 4, '10': 5, é: 6 })).toBe('{"10":5,"2":4,"B":3,"b":2,"é":6,"企业":1}');
  });

  it('the order of a list is content', () => {
    expect(canonicalJson([2, 1])).not.toBe(canonicalJson([1, 2]));
  });

  it('fields that are undefined are as if they were not there; elements are null', () => {
    expect(canonicalJson({ a: undefined, b: null })).toBe('{"b":null}');
    expect(canonicalJson([1, undefined, 2])).toBe('[1,null,2]');
    expect(canonicalJson(undefined)).toBe('null');
  });

  it('Chinese stays as it is, quotes and controls are escaped, half a character is written as such', () => {
    expect(canonicalJson('乌拉特前旗')).toBe('"乌拉特前旗"');
    expect(canonicalJson('"\n\u0001')).toBe('"\\"\\n\\u0001"');
    expect(canonicalJson('𠮷')).toBe('"𠮷"');
    expect(canonicalJson('\ud842')).toBe('"\\ud842"');
  });

  it('instants are their ISO text', () => {
    expect(canonicalJson({ at: new Date('2020-06-05T15:59:59Z') })).toBe('{"at":"2020-06-05T15:59:59.000Z"}');
  });
});

describe('any content', () => {
  it('reads back as it was', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const plain: unknown = JSON.parse(JSON.stringify(value));
        expect(JSON.parse(canonicalJson(value))).toEqual(plain);
      }),
    );
  });

  it('is the same text once it was read back', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = canonicalJson(value);
        expect(canonicalJson(JSON.parse(text))).toBe(text);
      }),
    );
  });
});
