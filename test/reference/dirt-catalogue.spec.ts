import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isBlankText, readAnswer, readDate } from '../../src/intake/domain/index.js';
import { readRemark } from '../../src/registry/domain/remark.js';
import { sharedFolder } from '../support/repository.js';

interface Catalogue {
  readonly blank_tokens: readonly string[];
  readonly yes: readonly string[];
  readonly no: readonly string[];
  readonly pending: readonly string[];
  readonly dates: readonly string[];
  readonly remark_status: Readonly<Record<string, readonly string[]>>;
}

const folder = sharedFolder('reference');
const catalogue = folder === undefined ? undefined : (JSON.parse(readFileSync(join(folder, 'dirt_catalogue.json'), 'utf8')) as Catalogue);
const suite = catalogue === undefined ? describe.skip : describe;
const {
  blank_tokens: blanks,
  yes,
  no,
  pending,
  dates,
  remark_status: remarks,
} = catalogue ?? {
  blank_tokens: [],
  yes: [],
  no: [],
  pending: [],
  dates: [],
  remark_status: {},
};

/** What each date of the catalogue says: the first day it can be and how precise it is, null for none, or the code of an error. */
const DATES: Readonly<Record<string, string | null>> = {
  '2020.3.22': '2020-03-22 day',
  '2020.03.22': '2020-03-22 day',
  '2020-3-22': '2020-03-22 day',
  '2020/3/22': '2020-03-22 day',
  '2020年3月22日': '2020-03-22 day',
  '2020年3月': '2020-03-01 month',
  '2020.3': '2020-03-01 month',
  '202003': '2020-03-01 month',
  '20200322': '2020-03-22 day',
  '2020': '2020-01-01 year date-year-only',
  '20.3.22': '2020-03-22 day date-short-year',
  '3/22/2020': '2020-03-22 day',
  '22-Mar-20': '2020-03-22 day',
  '43912 (serial)': '2020-03-22 day',
  '43912.0': '2020-03-22 day',
  '"2020-03-22 00:00:00"': '2020-03-22 day',
  二〇二〇年三月二十二日: '2020-03-22 day',
  '2020年3月22日（2021.5晋贰期）': '2020-03-22 day date-note',
  '2020.2.30 (impossible)': 'date-impossible',
  '2020.3.10 read as number 2020.31?': 'date-unreadable',
  约2019年: '2019-01-01 year date-approximate,date-year-only',
  '2020年上半年': '2020-01-01 year date-year-only',
  '2019.12-2020.1': 'date-several',
  '/': null,
  无: null,
  待认定: null,
  见备注: null,
};

/** What a remark of each family of words means: proposed out of scope, stopped, or insured elsewhere. */
const REMARKS: Readonly<Record<string, string>> = {
  停产: 'suspended',
  注销: 'deregistered',
  外迁: 'moved-away',
  更名: '',
  未投产: 'suspended',
  外埠参保: 'elsewhere',
  按产量: '',
  空壳失联: 'unreachable',
  人数: '',
  非重点: 'not-dust',
};

suite('the catalogue of dirt', () => {
  it.each(dates)('date %s', (text) => {
    const bare = text.replace(/ \(.*\)$/, '').replace(/^"(.*)"$/, '$1');
    const { value, issues } = readDate(bare);
    const error = issues.find(({ severity }) => severity === 'error')?.code;
    const read = value?.date
      ? `${value.date} ${value.precision}${issues.length > 0 ? ` ${issues.map(({ code }) => code).join()}` : ''}`
      : null;
    expect({ [text]: error ?? read }).toEqual({ [text]: DATES[text] });
  });

  it('a month that was read as a number is told as doubtful: 2020.1 may be 2020.10', () => {
    expect(readDate(2020.1).issues).toMatchObject([{ severity: 'warning' }]);
  });

  it.each(blanks)('blank %s', (text) => {
    const bare = text.replace(/\(.*\)$/, '');
    expect(bare === '0' ? readDate(bare).value?.date : isBlankText(bare)).toBe(bare === '0' ? null : true);
  });

  it.each([...yes.map((word) => [word, 'yes']), ...no.map((word) => [word, 'no']), ...pending.map((word) => [word, 'pending'])])(
    'answer %s: %s',
    (word, answer) => {
      expect(readAnswer(word)).toEqual({ value: answer, issues: [] });
    },
  );

  const all = Object.entries(remarks).flatMap(([status, words]) => words.map((word) => [status, word] as const));
  it.each(all)('remark of %s: %s', (status, word) => {
    const { proposal, suspended, insuredElsewhere } = readRemark(word);
    const said = [proposal, suspended && 'suspended', insuredElsewhere ? 'elsewhere' : null].filter((part) => part !== null).join();
    expect({ [status]: said }).toEqual({ [status]: REMARKS[status] });
  });
});
