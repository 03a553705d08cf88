import type { CoverageLine } from '../coverage/index.js';
import { asLocalDate } from '../kernel/index.js';
import { coverageTable } from './coverage-table.js';

const line = (name: string, changes: Partial<CoverageLine> = {}): CoverageLine => ({
  code: '150802',
  name,
  hasData: true,
  enterprises: 27,
  coveredEnterprises: 23,
  headcount: 781,
  insured: 670,
  insuredMin: 650,
  insuredMax: 690,
  excess: 4,
  ratePercent: 85.78,
  unitRatePercent: 85.18,
  target: 80,
  targetClause: '二（二）',
  met: true,
  gap: 0,
  ...changes,
});

const NO_DATA = { hasData: false, headcount: 0, ratePercent: null, met: null, gap: null } as const;

function table(by: 'county' | 'industry', total: CoverageLine, ...lines: CoverageLine[]): string[] {
  return coverageTable({ asOf: asLocalDate('2020-12-31'), by, lines, total }).split('\n');
}

/** Chinese characters take two columns. */
const width = (text: string): number => [...text].reduce((columns, char) => columns + (/[\u2e80-\uff60]/.test(char) ? 2 : 1), 0);
const words = (row: string | undefined): string[] => (row ?? '').trim().split(/\s{2,}/);

describe('coverage in a terminal', () => {
  it('has a line per county and the total below', () => {
    const [header, county, total, ...more] = table('county', line('某市', { enterprises: 182 }), line('临河区'));
    expect(words(header)).toEqual(['旗县区', '企业数', '职工人数', '参保人数', '区间', '覆盖率', '目标', '是否达标', '缺口(人)']);
    expect(words(county)).toEqual(['临河区', '27', '781', '670', '650–690', '85.78%', '80%', '达标', '0']);
    expect(words(total).slice(0, 2)).toEqual(['合计 某市', '182']);
    expect(more).toEqual([]);
  });

  it('is headed by 行业 where it is by industry', () => {
    expect(words(table('industry', line('某市'), line('煤矿'))[0])[0]).toBe('行业');
  });

  it('aligns its columns, Chinese and digits alike', () => {
    const rows = table('county', line('某市'), line('乌拉特前旗'), line('临河区', { enterprises: 1 }), line('无数据县', NO_DATA));
    expect(new Set(rows.map(width)).size).toBe(1);
  });

  it('says 无数据, never 0%, where there is none', () => {
    const [, county] = table('county', line('某市'), line('五原县', NO_DATA));
    expect(words(county)).toEqual(['五原县', '无数据']);
    expect(county).not.toContain('%');
  });

  it('shows two decimals of a rate always, and a dash for what does not exist', () => {
    const [, round, nobody] = table(
      'county',
      line('某市'),
      line('磴口县', { ratePercent: 80, met: false, gap: 12 }),
      line('五原县', { headcount: 0, insured: 0, insuredMin: 0, insuredMax: 0, ratePercent: null, target: null, met: null, gap: null }),
    );
    expect(words(round).slice(5)).toEqual(['80.00%', '80%', '未达标', '12']);
    expect(words(nobody).slice(4)).toEqual(['0–0', '—', '—', '—', '—']);
  });
});
