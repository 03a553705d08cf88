import fc from 'fast-check';
import { foldName } from '../../domain/index.js';
import { nameSegments, type NameSegment } from './name-segments.js';

const shown = (segments: readonly NameSegment[]): string[] =>
  segments.map(({ kind, left, right }) => (kind === 'equal' ? `=${left}|${right}` : kind === 'left' ? `-${left}` : `+${right}`));

describe('the difference of two names', () => {
  it.each([
    ['宏达石料厂', '宏达石料厂', ['=宏达石料厂|宏达石料厂']],
    ['德鹏石料厂', '德朋石料厂', ['=德|德', '-鹏', '+朋', '=石料厂|石料厂']],
    ['宏达石料厂', '五原县宏达石料厂', ['+五原县', '=宏达石料厂|宏达石料厂']],
    ['宏达（五原）石料厂', '宏达(五原)石料厂', ['=宏达（五原）石料厂|宏达(五原)石料厂']],
    ['宏 達石料廠', '宏达石料厂', ['=宏 達石料廠|宏达石料厂']],
    ['宏达第二十一分公司', '宏达21分公司', ['=宏达第二十一分公司|宏达21分公司']],
    ['宏达第二分厂', '宏达第三分厂', ['=宏达|宏达', '-第二', '+第三', '=分厂|分厂']],
    ['ＡＢＣ矿业', 'abc矿业', ['=ＡＢＣ矿业|abc矿业']],
    ['', '宏达', ['+宏达']],
  ])('%s and %s', (left, right, expected) => {
    expect(shown(nameSegments(left, right))).toEqual(expected);
  });
});

const name = fc.string({
  unit: fc.constantFrom(...'宏達达石料厂廠有限公司第一二十12号分（）()  ·Ａa㈱-—五原县'),
  maxLength: 24,
});
const side = (segments: readonly NameSegment[], which: 'left' | 'right'): string => segments.map((segment) => segment[which]).join('');
const equalLength = (segments: readonly NameSegment[]): number =>
  segments.filter(({ kind }) => kind === 'equal').reduce((sum, { left }) => sum + foldName(left).length, 0);

describe('of any two names', () => {
  it('the segments joined are the names as they are written', () => {
    fc.assert(
      fc.property(name, name, (left, right) => {
        const segments = nameSegments(left, right);
        expect([side(segments, 'left'), side(segments, 'right')]).toEqual([left, right]);
      }),
    );
  });

  it('a character that folds to several is written once, also behind empty brackets', () => {
    expect(nameSegments('二', '二（)㈱')).toEqual([
      { kind: 'equal', left: '二', right: '二（)' },
      { kind: 'right', left: '', right: '㈱' },
    ]);
  });

  it('no segment is empty, and neighbours are of different kinds', () => {
    fc.assert(
      fc.property(name, name, (left, right) => {
        const segments = nameSegments(left, right);
        for (const [i, { kind, left: ours, right: theirs }] of segments.entries()) {
          expect(kind).not.toBe(segments[i + 1]?.kind);
          expect([ours !== '', theirs !== '']).toEqual([kind !== 'right', kind !== 'left']);
        }
      }),
    );
  });

  it('a name does not differ from itself, nor from its folded spelling', () => {
    fc.assert(
      fc.property(
        name.filter((text) => text !== ''),
        (text) => {
          expect(nameSegments(text, text).map(({ kind }) => kind)).toEqual(['equal']);
          if (foldName(text) !== '') expect(nameSegments(text, foldName(text)).map(({ kind }) => kind)).toEqual(['equal']);
        },
      ),
    );
  });

  it('as much is equal from either side', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(...'宏达石料厂五原'), maxLength: 20 }),
        fc.string({ unit: fc.constantFrom(...'宏达石料厂五原'), maxLength: 20 }),
        (left, right) => {
          expect(equalLength(nameSegments(left, right))).toBe(equalLength(nameSegments(right, left)));
        },
      ),
    );
  });
});
