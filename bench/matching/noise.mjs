import { nameOf } from './firms.mjs';
import { HOMOPHONES, LOOK_ALIKES, MISSPELT, STATUS_NOTES, SYLLABLES, TRADITIONAL } from './words.mjs';

const NUMERALS = [...'一二三四五'];

/**
 * Each kind of noise: how one of the two sides comes to write a firm's name. `apply` gets the firm, the chance and the maker of firms and returns
 * the noisy text (and other names that the registry states), or null where the kind does not fit the firm. `family` groups kinds for the goals.
 */
export const NOISE = {
  exact: formatting((firm) => nameOf(firm)),
  width: formatting((firm, random) => widen(nameOf(firm), random)),
  form: formatting((firm, random) => withForm(firm, random)),
  traditional: formatting((firm, random) => toTraditional(nameOf(firm), random)),
  remark: formatting((firm, random) => nameOf(firm) + random.pick(STATUS_NOTES)),
  serial: formatting((firm, random) => `${1 + random.below(300)}${random.pick(['、', '.', ' ', '．'])}${nameOf(firm)}`),

  regionAdded: region((firm, random, maker) =>
    firm.style !== 'none' ? null : restyled(firm, random.pick(['city', 'county', 'cityCounty', 'province']), maker),
  ),
  regionDropped: region((firm, _random, maker) => (firm.style === 'none' ? null : restyled(firm, 'none', maker))),
  regionOther: region((firm, random, maker) => {
    const others = ['province', 'city', 'cityCounty', 'county'].filter((style) => style !== firm.style);
    return firm.style === 'none' ? null : restyled(firm, random.pick(others), maker);
  }),
  regionBracketed: region((firm, random) => bracketed(firm, random)),
  regionShort: region((firm, random, maker) => shortened(firm, random, maker)),
  regionMisspelt: region((firm, random) => misspelt(firm, random)),

  formDropped: short((firm) => (firm.form.length === 1 ? null : nameOf({ ...firm, form: '' }))),
  formShort: short((firm) => (firm.form.length === 1 ? null : nameOf({ ...firm, form: '公司' }))),
  regionAndFormDropped: short((firm) => (firm.style === 'none' || firm.form.length === 1 ? null : `${firm.brand}${firm.trade}`)),
  regionDroppedFormShort: short((firm) => (firm.style === 'none' || firm.form.length === 1 ? null : `${firm.brand}${firm.trade}公司`)),

  tradeVariant: trade((firm, random) =>
    firm.trades.length < 2 ? null : nameOf({ ...firm, trade: random.pick(firm.trades.filter((word) => word !== firm.trade)) }),
  ),
  tradeDropped: trade((firm) => (firm.form.length === 1 ? null : nameOf({ ...firm, trade: '' }))),

  typoHomophone: typo((firm, random) => withBrand(firm, exchanged(firm.brand, HOMOPHONES, random))),
  typoLookAlike: typo((firm, random) => withBrand(firm, exchanged(firm.brand, LOOK_ALIKES, random))),
  typoArbitrary: typo((firm, random) => withBrand(firm, substituted(firm.brand, random))),
  typoTransposed: typo((firm, random) => withBrand(firm, transposed(firm.brand, random))),
  typoInserted: typo((firm, random) => withBrand(firm, inserted(firm.brand, random))),
  typoMissing: typo((firm, random) => (firm.brand.length < 3 ? null : withBrand(firm, without(firm.brand, random)))),
  typoInTrade: typo((firm, random) => (firm.trade.length < 2 ? null : nameOf({ ...firm, trade: substituted(firm.trade, random) }))),

  formerName: { family: 'former', side: 'aliases', apply: (firm, random, maker) => renamed(firm, random, maker) },
  formerNameInUnit: { family: 'former', side: 'unit', apply: (firm, random, maker) => inBrackets(firm, random, maker) },
  formerNameUnstated: { family: 'unstated', side: 'unit', apply: (firm, random, maker) => renamed(firm, random, maker) },

  branch: part('branch', (firm, random, maker) => branchName(firm, random, maker)),
  project: part('project', (firm, random, maker) => projectName(firm, random, maker)),
  department: part(
    'branch',
    (firm, random) => nameOf(firm) + random.pick(['选矿厂', '（分厂）', '洗煤厂', '生产车间', '运输队', '石料厂']),
  ),
  account: part('same', (firm, random) => `${nameOf(firm)}-${1 + random.below(3)}`),
};

function formatting(apply) {
  return { family: 'formatting', side: 'either', apply };
}

function region(apply) {
  return { family: 'region', side: 'either', apply };
}

function short(apply) {
  return { family: 'short', side: 'either', apply };
}

function trade(apply) {
  return { family: 'trade', side: 'either', apply };
}

function typo(apply) {
  return { family: 'typo', side: 'either', apply };
}

function part(relation, apply) {
  return { family: 'part', side: 'unit', relation, apply };
}

function widen(name, random) {
  switch (random.below(5)) {
    case 0:
      return [...name].join(' ');
    case 1:
      return `\u3000${name.slice(0, 4)}\u3000${name.slice(4)} `;
    case 2:
      return name.replace(/（/g, '(').replace(/）/g, ' ) ');
    case 3:
      return `${name.slice(0, -3)}\u200b${name.slice(-3)}`;
    default:
      return name.split('').join(random.chance(0.5) ? '\u3000' : ' ');
  }
}

function withForm(firm, random) {
  if (firm.form === '有限公司') return nameOf({ ...firm, form: random.chance(0.9) ? '有限责任公司' : '责任有限公司' });
  return firm.form === '有限责任公司' ? nameOf({ ...firm, form: '有限公司' }) : null;
}

function toTraditional(name, random) {
  const convertible = [...name].filter((character) => TRADITIONAL.has(character));
  if (convertible.length === 0) return null;
  const one = random.chance(0.6) ? random.pick(convertible) : null;
  return [...name].map((character) => (one === null || character === one ? (TRADITIONAL.get(character) ?? character) : character)).join('');
}

function restyled(firm, style, maker) {
  return nameOf({ ...firm, style, region: maker.regionText(firm.county, style) });
}

function bracketed(firm, random) {
  if (firm.region === '' || firm.style === 'bracketed') return null;
  const { region: place, brand, trade: words, form } = firm;
  return random.pick([`${brand}（${place}）${words}${form}`, `${brand}${words}（${place}）${form}`, `${brand}${words}${form}（${place}）`]);
}

function shortened(firm, random, maker) {
  const names = [maker.countyName(firm.county), maker.cityOf(firm.county).name, '内蒙古'].filter((name) => firm.region.includes(name));
  const swaps = names.flatMap((name) => {
    const spoken = name === '内蒙古' ? ['内蒙古自治区'] : [...maker.aliasesOf(name), name.replace(/[市县区]$/, '')];
    return spoken
      .filter((alias) => alias !== name && alias.length > 1 && !/^[A-Z]+$|卓|儿|彥|本级|市直/.test(alias))
      .map((alias) => [name, alias]);
  });
  if (swaps.length === 0) return null;
  const [name, alias] = random.pick(swaps);
  return nameOf({ ...firm, region: firm.region.replace(name, alias) });
}

function misspelt(firm, random) {
  const found = MISSPELT.filter(([right]) => firm.region.includes(right));
  if (found.length === 0) return null;
  const [right, wrong] = random.pick(found);
  return nameOf({ ...firm, region: firm.region.replace(right, random.pick(wrong)) });
}

function withBrand(firm, brand) {
  return brand === null ? null : nameOf({ ...firm, brand });
}

/** The 字号 with one character exchanged within its group; null where no character has one. */
export function exchanged(brand, groups, random) {
  const places = [...brand].flatMap((character, i) => groups.filter((group) => group.includes(character)).map((group) => [i, group]));
  if (places.length === 0) return null;
  const [at, group] = random.pick(places);
  return replaceAt(brand, at, random.pick(group.filter((character) => character !== brand[at])));
}

export function substituted(text, random) {
  const at = random.below(text.length);
  return replaceAt(text, at, random.pick(SYLLABLES.filter((character) => character !== text[at])));
}

function transposed(brand, random) {
  const at = random.below(brand.length - 1);
  return brand[at] === brand[at + 1] ? null : brand.slice(0, at) + brand[at + 1] + brand[at] + brand.slice(at + 2);
}

function inserted(brand, random) {
  const at = random.below(brand.length + 1);
  return brand.slice(0, at) + random.pick(SYLLABLES) + brand.slice(at);
}

function without(brand, random) {
  const at = random.below(brand.length);
  return brand.slice(0, at) + brand.slice(at + 1);
}

function replaceAt(text, at, character) {
  return text.slice(0, at) + character + text.slice(at + 1);
}

/** Another name for the same firm: what it was called before. */
function renamed(firm, random, maker) {
  const words = random.chance(0.5) ? firm.trade : random.pick(firm.trades);
  const style = random.pick(['city', 'county', 'province', 'none']);
  return nameOf({ ...firm, brand: maker.brand(), trade: words, style, region: maker.regionText(firm.county, style) });
}

function inBrackets(firm, random, maker) {
  return `${renamed(firm, random, maker)}（${random.pick(['原', '原名', '曾用名：', '原名称：'])}${nameOf(firm)}）`;
}

function branchName(firm, random, maker) {
  const number = random.pick(NUMERALS);
  const words = random.pick([`第${number}分公司`, `${number}分公司`, '分公司', `${maker.countyName(firm.county)}分公司`]);
  return nameOf(firm) + (firm.form.length === 1 ? words.replace('分公司', random.pick(['分厂', '车间'])) : words);
}

function projectName(firm, random, maker) {
  return (
    nameOf(firm) + random.pick([`${maker.countyName(firm.county)}项目部`, '项目部', `${random.pick(['新能源', '铁路', '公路'])}工程项目部`])
  );
}
