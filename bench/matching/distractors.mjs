import { creditCode, nameOf } from './firms.mjs';
import { exchanged, substituted } from './noise.mjs';
import { ELSEWHERE, HOMOPHONES, KEY_TRADES, LOOK_ALIKES } from './words.mjs';

/**
 * Firms that look like another one and are not it. Each returns the firm (with `text` where its name is not the plain one), or null where
 * the kind does not fit. `side`: where it turns up — both: the registry lists it, too.
 */
export const DISTRACTORS = {
  sameNameOtherCounty: { side: 'unit', make: (firm, random, maker) => inOtherCounty(firm, random, maker) },
  sameNameOtherCountyListed: { side: 'both', make: (firm, random, maker) => inOtherCounty(firm, random, maker) },
  sameBrandOtherTrade: { side: 'unit', make: (firm, random, maker) => withTrade(firm, otherTrade(firm, random), random, maker) },
  sameBrandOtherTradeListed: { side: 'both', make: (firm, random, maker) => withTrade(firm, otherTrade(firm, random), random, maker) },
  homophone: { side: 'unit', make: (firm, random, maker) => withBrand(firm, exchanged(firm.brand, HOMOPHONES, random), maker, random) },
  lookAlike: { side: 'unit', make: (firm, random, maker) => withBrand(firm, exchanged(firm.brand, LOOK_ALIKES, random), maker, random) },
  oneCharacter: { side: 'both', make: (firm, random, maker) => withBrand(firm, substituted(firm.brand, random), maker, random) },
  mineOrTrade: { side: 'unit', make: (firm, random, maker) => mineAgainstTrade(firm, random, maker) },
  otherForm: { side: 'unit', make: (firm, random, maker) => withOtherForm(firm, random, maker) },
  sister: { side: 'unit', make: (firm, random) => sisterOf(firm, random) },
  sisterNextCharacter: { side: 'unit', make: (firm, random) => sisterByCharacter(firm, random) },
  headOfficeElsewhere: { side: 'headOffice', make: (firm, random, maker) => headOfficeOf(firm, random, maker) },
  otherBranch: { side: 'branches', make: (firm, random, maker) => branchesOf(firm, random, maker) },
};

function stranger(firm, maker, parts, county = firm.county) {
  return { ...firm, ...maker.particulars(county), county, ...parts };
}

function inOtherCounty(firm, random, maker) {
  const county = maker.otherCounty(firm.county);
  const style = random.pick(['county', 'cityCounty', firm.style === 'province' ? 'county' : 'none', 'county']);
  if (style === 'none' && firm.style === 'none') return null;
  return stranger(firm, maker, { style, region: maker.regionText(county, style) }, county);
}

function otherTrade(firm, random) {
  return random.pick(KEY_TRADES.filter((words) => !words.some((word) => firm.trades.includes(word))));
}

function withTrade(firm, trades, random, maker) {
  return stranger(firm, maker, { trade: trades[0], trades, form: '有限公司' });
}

function withBrand(firm, brand, maker) {
  return brand === null ? null : stranger(firm, maker, { brand });
}

function mineAgainstTrade(firm, random, maker) {
  if (!/煤|矿/.test(firm.trade)) return null;
  const mine = firm.trade.includes('煤') ? '煤矿' : '铁矿';
  const business = firm.trade.includes('煤') ? '煤业' : '矿业';
  return firm.form.length === 1 || firm.trade.endsWith('矿')
    ? stranger(firm, maker, { trade: business, form: '有限公司' })
    : stranger(firm, maker, { trade: mine, form: '' });
}

function withOtherForm(firm, random, maker) {
  const form = firm.form.includes('股份')
    ? '有限公司'
    : random.pick(firm.form.length === 1 ? ['有限公司'] : ['股份有限公司', '厂', '集团有限公司']);
  return stranger(firm, maker, { form });
}

/** The same owner's other firm: equal telephone, contact and address. */
function sisterOf(firm, random) {
  const trades = otherTrade(firm, random);
  return { ...firm, code: creditCode(random, firm.county), trade: trades[0], trades, headcount: 2 + random.below(80) };
}

function sisterByCharacter(firm, random) {
  return { ...firm, code: creditCode(random, firm.county), brand: substituted(firm.brand, random), headcount: 2 + random.below(80) };
}

/** The registry lists the part that works in the county; its head office is insured where it sits. */
function headOfficeOf(firm, random, maker) {
  if (firm.form.length === 1) return null;
  const county = maker.otherCounty(firm.county);
  const region = random.chance(0.5) ? random.pick(ELSEWHERE) : maker.regionText(county, random.pick(['city', 'county', 'province']));
  return stranger(firm, maker, { style: 'county', region }, county);
}

function branchesOf(firm, random, maker) {
  if (firm.form.length === 1) return null;
  const [listed, insured] = random.shuffle(['一', '二', '三', '四']);
  const ordinal = random.pick(['第', '']);
  return stranger(firm, maker, {
    listedText: `${nameOf(firm)}${ordinal}${listed}分公司`,
    text: `${nameOf(firm)}${random.pick(['第', ''])}${insured}分公司`,
  });
}
