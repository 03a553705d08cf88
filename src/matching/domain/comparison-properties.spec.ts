import fc from 'fast-check';
import { compareNames } from './compare.js';
import { differenceOf } from './name-difference.js';
import { foldName, nameKey } from './normalise.js';
import { NameParser } from './parse-name.js';
import { enterpriseRecord, unitRecord } from './records.js';
import { RegionGazetteer } from './regions-in-names.js';
import { splitRemarkedName } from './remarked-name.js';
import { scoreOf } from './score.js';
import { REGIONS, enterprise, unit } from './testing/small-city.js';
import { brand, code, county, form, name, person, phone, region, trade } from './testing/names.js';

const gazetteer = new RegionGazetteer(REGIONS);
const parser = new NameParser(gazetteer);

const firm = fc.record({ name, countyCode: county, creditCode: code, phones: fc.array(phone, { maxLength: 2 }), contact: person });

describe('normalising any text', () => {
  const text = fc.oneof(
    name,
    fc.string({ unit: 'grapheme', maxLength: 30 }),
    fc
      .array(fc.constantFrom(...'第一二十号分公司矿厂(（）)［-—#NO·股份有限责任集團礦 　1２'), { maxLength: 20 })
      .map((parts) => parts.join('')),
  );

  it('twice gives what once gives', () => {
    fc.assert(
      fc.property(text, (value) => expect(foldName(foldName(value))).toBe(foldName(value))),
      { numRuns: 1000 },
    );
  });

  it('never throws and always ends, also for parsing and remarks', () => {
    fc.assert(
      fc.property(text, (value) => {
        expect(splitRemarkedName(value).name.length).toBeLessThanOrEqual(value.length);
        expect(parser.parse(value).full).toBe(nameKey(value));
      }),
      { numRuns: 1000 },
    );
  });

  it('does not see width, spaces or traditional characters', () => {
    const wide = (value: string): string =>
      [...value]
        .map((character) => (/[0-9A-Za-z()]/.test(character) ? String.fromCharCode(character.charCodeAt(0) + 0xfee0) : character))
        .join('　');
    fc.assert(
      fc.property(name, (value) => {
        expect(nameKey(wide(value))).toBe(nameKey(value));
        expect(nameKey(value.replace('云岭', '雲嶺').replace('宏达', '宏達'))).toBe(nameKey(value));
      }),
    );
  });
});

describe('comparing any two firms', () => {
  it('gives the same, whichever side is the enterprise', () => {
    fc.assert(
      fc.property(firm, firm, (one, other) => {
        const there = compared(one, other);
        const back = compared(other, one);
        expect(back.verdicts).toEqual(mirrored(there.verdicts));
        expect(back.score).toBe(there.score);
      }),
      { numRuns: 1000 },
    );
  });

  it('finds no difference between a text and itself, and the same difference both ways', () => {
    fc.assert(
      fc.property(fc.tuple(region, brand, trade, form), fc.tuple(region, brand, trade, form), (one, other) => {
        const [left, right] = [one.join(''), other.join('')];
        expect(differenceOf(left, left).kind).toBe('none');
        expect(differenceOf(left, right).kind).toBe(differenceOf(right, left).kind);
      }),
    );
  });
});

type Firm = typeof firm extends fc.Arbitrary<infer T> ? T : never;

function compared(left: Firm, right: Firm) {
  const one = enterpriseRecord(enterprise(left), parser);
  const other = unitRecord(unit(right), parser);
  const [leftName, rightName] = [one.names[0], other.names[0]];
  if (!leftName || !rightName) throw new Error('A record has a name.');
  const comparison = compareNames(one, other, leftName, rightName, gazetteer);
  const { code: codes, name: names, region: regions, regionFitsCounty, form: forms, tail, county: counties, particulars } = comparison;
  return { verdicts: { codes, names, regions, regionFitsCounty, forms, tail, counties, particulars }, score: scoreOf(comparison) };
}

const MIRRORED: Readonly<Record<string, string>> = { unitTail: 'enterpriseTail', enterpriseTail: 'unitTail' };

function mirrored(verdicts: ReturnType<typeof compared>['verdicts']) {
  return { ...verdicts, tail: MIRRORED[verdicts.tail] ?? verdicts.tail };
}
