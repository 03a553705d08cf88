import { targetInForce, type Target } from './target.js';

const target = (regionCode: string, year: number, percent: number): Target => ({ regionCode, year, percent, clause: `${year}年目标` });

/** The Rules, 二(二): 2020 ≥ 80 %, 2021 ≥ 90 %, 2022 = 100 %; one county has set itself more for 2020. */
const TARGETS = [target('150800', 2021, 90), target('150800', 2020, 80), target('150800', 2022, 100), target('150823', 2020, 85)];

const LINHE = ['150802', '150800', '150000'];
const FRONT_BANNER = ['150823', '150800', '150000'];

describe('the target in force', () => {
  it.each<[number, number]>([
    [2020, 80],
    [2021, 90],
    [2022, 100],
  ])('in %p is the %p%% that the city set for the year, for a county that set none', (year, percent) => {
    expect(targetInForce(TARGETS, LINHE, year)?.percent).toBe(percent);
  });

  it('stays the last one until another is set', () => {
    expect(targetInForce(TARGETS, LINHE, 2023)).toEqual(target('150800', 2022, 100));
    expect(targetInForce(TARGETS, LINHE, 2030)).toEqual(target('150800', 2022, 100));
  });

  it('is none before the first year', () => {
    expect(targetInForce(TARGETS, LINHE, 2019)).toBeNull();
  });

  it("is the county's own rather than the city's", () => {
    expect(targetInForce(TARGETS, FRONT_BANNER, 2020)?.percent).toBe(85);
  });

  it("stays the county's own in later years, too: the nearest region decides before the newest year", () => {
    expect(targetInForce(TARGETS, FRONT_BANNER, 2022)?.percent).toBe(85);
  });

  it("is the city's in the years before the county's own begins", () => {
    expect(targetInForce([...TARGETS, target('150802', 2022, 95)], LINHE, 2021)?.percent).toBe(90);
  });

  it('is none where neither the region nor any above it has one', () => {
    expect(targetInForce(TARGETS, ['150700', '150000'], 2021)).toBeNull();
    expect(targetInForce([], LINHE, 2021)).toBeNull();
  });
});
