import { CITY_CODE, LINHE, WUYUAN } from '../support/users.js';
import type { CountyOfWorld } from './fill-county.js';
import type { Place } from './table.js';

/** Where a county of the world lies, seen from those who ask. */
export type Where = Exclude<Place, 'any' | 'missing'>;

export interface PlacedCounty extends CountyOfWorld {
  readonly place: Where;
}

export interface PlacedCity {
  readonly code: string;
  readonly counties: readonly PlacedCounty[];
}

export const OTHER_CITY = '150600';

/** An enterprise and a unit of the own county; the other city has an enterprise of the same name, which must not count as a rival. */
export const TWIN = '临河区河套砖厂';
/** An enterprise of the own county; only the other city has a unit of the name, which must not count as a candidate. */
export const STRAY = '临河区金川陶粒厂';

export const CITIES: readonly PlacedCity[] = [
  {
    code: CITY_CODE,
    counties: [
      {
        place: 'own',
        code: LINHE,
        name: '临河区',
        canary: '鹀翎',
        quarries: { trade: '石料厂', meant: '鹏', written: '朋' },
        besides: { enterprises: [TWIN, STRAY], units: [TWIN] },
      },
      { place: 'own-child', code: '150871', name: '临河开发区', canary: '鹪翎', quarries: { trade: '石膏厂', meant: '祥', written: '详' } },
      { place: 'foreign', code: WUYUAN, name: '五原县', canary: '鸲翎', quarries: { trade: '石灰厂', meant: '程', written: '城' } },
      {
        place: 'foreign-child',
        code: '150872',
        name: '五原开发区',
        canary: '鹡翎',
        quarries: { trade: '瓷土厂', meant: '晶', written: '精' },
      },
    ],
  },
  {
    code: OTHER_CITY,
    counties: [
      {
        place: 'other-city',
        code: '150623',
        name: '鄂托克前旗',
        canary: '鸻翎',
        quarries: { trade: '石料厂', meant: '鹏', written: '朋' },
        besides: { enterprises: [TWIN], units: [STRAY] },
      },
    ],
  },
];

export const COUNTIES = CITIES.flatMap(({ counties }) => counties);

export const cityOf = (regionCode: string): string =>
  CITIES.find(({ code, counties }) => code === regionCode || counties.some((county) => county.code === regionCode))?.code ?? CITY_CODE;

/** Whether a county is a region, or lies below it. */
export const isBelow = (countyCode: string, regionCode: string): boolean =>
  countyCode === regionCode || cityOf(countyCode) === regionCode || ZONE_IN[countyCode] === regionCode;

const ZONE_IN: Readonly<Record<string, string>> = { '150871': LINHE, '150872': WUYUAN };

export const canaryOf = (regionCode: string): string => COUNTIES.find(({ code }) => code === regionCode)?.canary ?? '';
