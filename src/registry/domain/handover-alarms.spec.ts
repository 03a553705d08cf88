import type { ComparedLine } from './handover.js';
import { handoverAlarms } from './handover-alarms.js';

const line = (n: number, changes: Partial<ComparedLine> = {}): ComparedLine => ({
  name: `第${n}砖厂`,
  industryCode: 'building-materials',
  industryText: '建材',
  address: '1号院',
  headcount: 10,
  contact: '甲',
  phones: '1',
  remark: '',
  creditCode: null,
  legalRepresentative: '',
  businessScope: '',
  dustExposedHeadcount: null,
  ...changes,
});

/** A county of 20 enterprises, so many of which now say something else. */
const met = (changed: number, changes: Partial<ComparedLine>) =>
  Array.from({ length: 20 }, (_, n) => ({ before: line(n), after: n < changed ? line(n, changes) : line(n) }));
const codes = (changes: Partial<Parameters<typeof handoverAlarms>[0]>): string[] =>
  handoverAlarms({ countyName: '五原县', met: met(0, {}), added: 0, missing: 0, ...changes }).map(({ code }) => code);

describe('a county’s hand-over', () => {
  it('raises no alarm for contacts, telephones, addresses and remarks', () => {
    expect(codes({ met: met(20, { contact: '乙', phones: '2', address: '2号院', remark: '停产' }) })).toEqual([]);
  });

  it('raises none when it is the first', () => {
    expect(codes({ met: [], added: 80 })).toEqual([]);
  });

  it('raises none for a few that are new, gone or have other head-counts', () => {
    expect(codes({ met: met(3, { headcount: 11 }), missing: 1, added: 4 })).toEqual([]);
  });

  it.each([
    ['head-counts', { met: met(5, { headcount: 11 }) }, ['enterprises-changed']],
    ['names', { met: met(5, { name: '改' }) }, ['enterprises-changed']],
    ['what is gone and head-counts together', { met: met(3, { headcount: 11 }), missing: 3 }, ['enterprises-changed']],
    ['another county’s rows', { met: [], missing: 20, added: 35 }, ['enterprises-changed', 'enterprises-new']],
    ['new ones', { added: 5 }, ['enterprises-new']],
  ])('raises one above a fifth for %s', (_what, changes, expected) => {
    expect(codes(changes)).toEqual(expected);
  });

  it('names the county', () => {
    const [alarm] = handoverAlarms({ countyName: '五原县', met: met(0, {}), added: 0, missing: 10 });
    expect(alarm?.message).toBe('五原县已有 30 家企业，名称、信用代码或职工人数有变的 0 家，缺失的 10 家，超过五分之一。');
  });
});
