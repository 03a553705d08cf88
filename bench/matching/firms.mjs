import { GIVEN, KEY_TRADES, OTHER_TRADES, STREETS, SURNAMES, SYLLABLES } from './words.mjs';

const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];
/** How the region stands in a registered name. */
const PREFIXES = { none: 14, province: 14, city: 22, cityCounty: 20, county: 24, countyTown: 4, bracketed: 2 };
const PREFIXES_OF_WORKS = { none: 3, city: 8, county: 60, countyTown: 29 };
const COMPANY_FORMS = { 有限公司: 62, 有限责任公司: 33, 股份有限公司: 5 };
/** Trades whose works are often no company: 石料厂, 砂石场, 铁矿. */
const WORKS = [
  [/砖|石料|石灰|选矿|铸造|陶瓷|预制/, '厂'],
  [/砂石|储煤/, '场'],
  [/^(?:铁矿|石墨|萤石|露天煤矿)/, '矿'],
];

/** Makes invented firms with everything that registry and enrolment may say of them. */
export class FirmMaker {
  #random;
  #regions;
  #counties;
  #townsOf = new Map();
  #parent;
  #fashion;

  constructor(random, regions, fashion) {
    this.#fashion = fashion;
    this.#random = random;
    this.#regions = new Map(regions.map((region) => [region.code, region]));
    this.#counties = regions.filter(({ level }) => level === 'county');
    for (const town of regions.filter(({ level, name }) => level === 'town' && /[镇乡]$|苏木$/.test(name)))
      this.#townsOf.set(town.parentCode, [...(this.#townsOf.get(town.parentCode) ?? []), town]);
    this.#parent = (code) => this.#regions.get(this.#regions.get(code)?.parentCode);
  }

  firm({ keyIndustry }) {
    const random = this.#random;
    const county = random.pick(this.#counties).code;
    const trades = random.pick(keyIndustry || random.chance(0.25) ? KEY_TRADES : OTHER_TRADES);
    const works = WORKS.find(([word]) => word.test(trades[0]))?.[1];
    const form = works !== undefined && !trades[0].endsWith(works) && random.chance(0.35) ? works : random.weighted(COMPANY_FORMS);
    const style = random.weighted(form.length === 1 ? PREFIXES_OF_WORKS : PREFIXES);
    return {
      county,
      style,
      region: this.regionText(county, style),
      brand: this.brand(),
      trade: trades[0],
      trades,
      form,
      ...this.particulars(county),
    };
  }

  /** What an owner has, apart from the name. */
  particulars(county) {
    const random = this.#random;
    return {
      code: creditCode(random, county),
      phone: random.chance(0.9) ? `1${random.pick('3578')}${digits(random, 9)}` : `0478-${digits(random, 7)}`,
      contact: random.pick(SURNAMES) + random.pick(GIVEN) + (random.chance(0.6) ? random.pick(GIVEN) : ''),
      address: `${this.#regions.get(county).name}${this.town(county)}${random.pick(STREETS)}${1 + random.below(200)}号`,
      headcount: 3 + Math.floor(random.next() ** 3 * 300),
    };
  }

  brand() {
    const random = this.#random;
    const syllables = random.chance(this.#fashion.twoSyllables) ? 2 : random.chance(0.94) ? 3 : 4;
    return Array.from({ length: syllables }, () => random.pickSkewed(SYLLABLES, this.#fashion.skew)).join('');
  }

  town(county) {
    return this.#random.pick(this.#townsOf.get(county) ?? [{ name: '' }]).name;
  }

  otherCounty(county) {
    const others = this.#counties.filter(({ code, parentCode }) => code !== county && parentCode === this.#parent(county).code);
    return this.#random.pick(others).code;
  }

  /** The region as a name of this style states it; empty where it states none. */
  regionText(county, style) {
    const name = this.#regions.get(county).name;
    const city = this.#parent(county);
    switch (style) {
      case 'none':
        return '';
      case 'province':
        return '内蒙古';
      case 'city':
        return city.name;
      case 'cityCounty':
        return city.name + name;
      case 'countyTown':
        return name + this.town(county).replace(/[镇乡]$|苏木$/, '');
      default:
        return name;
    }
  }

  aliasesOf(name) {
    return [...this.#regions.values()].find((region) => region.name === name)?.aliases ?? [];
  }

  cityOf(county) {
    return this.#parent(county);
  }

  countyName(county) {
    return this.#regions.get(county).name;
  }
}

/** The registered name. */
export function nameOf({ style, region, brand, trade, form }) {
  return style === 'bracketed' ? `${brand}（${region}）${trade}${form}` : `${region}${brand}${trade}${form}`;
}

/** A code of the right shape with a correct check character. */
export function creditCode(random, county) {
  const body = `91${county.slice(0, 6)}MA0${Array.from({ length: 6 }, () => random.pick(ALPHABET)).join('')}`;
  const sum = WEIGHTS.reduce((total, weight, i) => total + weight * ALPHABET.indexOf(body[i]), 0);
  return body + ALPHABET[(31 - (sum % 31)) % 31];
}

function digits(random, count) {
  return Array.from({ length: count }, () => random.below(10)).join('');
}
