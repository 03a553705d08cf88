// Synthetic registries and enrolment at any size, the same for the same seed: invented divisions, invented names.

const SURNAMES = '宏鑫鸿恒兴盛隆昌泰瑞祥和金银铜锦华荣富安永顺达通源丰茂裕诚信义德仁和嘉美佳益利万千百亿天地海河江湖山岭川泽云风雷雨雪日月星辰光明东南西北中正平方圆长远大成立志图强国民众创新世纪龙凤虎豹鹏鹤麒麟松柏竹梅兰菊蒙草原牧鹰峰岩石玉翠碧青蓝红紫黄白黑乌苏宝贵福禄寿喜康宁静雅文武英杰俊豪';
const TRADES =
  '煤炭 煤业 矿业 选矿 石料 石材 砂石 建材 新型建材 水泥制品 商品混凝土 砖业 石灰 硅铁 铁合金 冶炼 铸造 金属制品 陶瓷 玻璃 耐火材料 墙体材料 机械制造 化工 建筑安装工程 运输 商贸 能源'.split(' ');
const FORMS = ['有限公司', '有限公司', '有限公司', '有限责任公司', '有限责任公司', '股份有限公司', '厂', ''];
const PLACES = '清河 白水 石梁 青山 柳林 平川 高原 沙湾 永安 太平 长岭 双河 红崖 黑水 银滩 金沟 铜台 铁岭 锦屏 云溪'.split(' ');

/** mulberry32: a small generator of even numbers in [0, 1). */
export function random(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** A province of as many counties as that each has about `perCounty` enterprises. */
export function regionsFor(size, perCounty = 2500) {
  const counties = Math.max(8, Math.round(size / perCounty));
  const regions = [{ code: '990000', name: '云岭自治区', level: 'province', parentCode: null, aliases: ['云岭'] }];
  const cities = Math.ceil(counties / 12);
  for (let c = 0; c < cities; c += 1) {
    const city = `99${String(c + 1).padStart(2, '0')}00`;
    const stem = PLACES[c % PLACES.length] + '甲乙丙丁戊己庚辛壬癸'.charAt(Math.floor(c / PLACES.length));
    regions.push({ code: city, name: `${stem}市`, level: 'city', parentCode: '990000', aliases: [] });
    for (let k = 0; k < Math.min(12, counties - c * 12); k += 1) {
      const code = `${city.slice(0, 4)}${String(k + 1).padStart(2, '0')}`;
      regions.push({ code, name: `${stem}${'子丑寅卯辰巳午未申酉戌亥'.charAt(k)}县`, level: 'county', parentCode: city, aliases: [] });
    }
  }
  return regions;
}

/**
 * `size` enterprises and `size` units: seven in ten enterprises are insured, under a name that is the same, written otherwise, without or with
 * another region, misspelt, or of a branch; all other units are strangers.
 */
export function cityOf(size, seed) {
  const next = random(seed);
  const pick = (list) => list[Math.floor(next() * list.length)];
  const regions = regionsFor(size);
  const byCode = new Map(regions.map((region) => [region.code, region]));
  const counties = regions.filter(({ level }) => level === 'county');
  const brand = () => pick(SURNAMES) + pick(SURNAMES) + (next() < 0.35 ? pick(SURNAMES) : '');
  const stemOf = () => ({ brand: brand(), trade: pick(TRADES), form: pick(FORMS) });
  const places = (county) => ['', county.name, byCode.get(county.parentCode).name, byCode.get(county.parentCode).name + county.name];
  const nameOf = (place, { brand: b, trade, form }) => `${place}${b}${trade}${form}`;
  const enterprises = [];
  const units = [];
  for (let i = 0; i < size; i += 1) {
    const county = counties[Math.floor((i / size) * counties.length)];
    const stem = stemOf();
    const place = pick(places(county));
    const code = next() < 0.25 ? codeOf(next) : null;
    enterprises.push({ id: i + 1, countyCode: county.code, name: nameOf(place, stem), aliases: [], creditCode: code });
    if (next() < 0.7) units.push(insured(county, place, stem, code));
    else units.push({ ...unit(pick(counties), nameOf(pick(places(county)), stemOf())), creditCode: next() < 0.5 ? codeOf(next) : null });
  }
  for (let i = units.length - 1; i > 0; i -= 1) {
    const j = Math.floor(next() * (i + 1));
    [units[i], units[j]] = [units[j], units[i]];
  }
  return { regions, enterprises, units: units.map((one, i) => ({ ...one, id: i + 1, unitNo: String(i + 1) })) };

  function unit(county, name) {
    return { id: 0, unitNo: '', countyCode: next() < 0.9 ? county.code : null, name, creditCode: null };
  }
  function insured(county, place, stem, code) {
    const kind = next();
    const stated = code !== null && next() < 0.8 ? code : null;
    const withName = (name) => ({ ...unit(county, name), creditCode: stated });
    if (kind < 0.35) return withName(nameOf(place, stem));
    if (kind < 0.5) return withName(nameOf(place, { ...stem, form: stem.form === '有限公司' ? '有限责任公司' : stem.form }));
    if (kind < 0.7) return withName(nameOf(pick(places(county)), stem));
    if (kind < 0.78) return withName(`${nameOf(place, stem)}（停产）`);
    if (kind < 0.86) return withName(nameOf(place, { ...stem, brand: stem.brand.slice(0, -1) + pick(SURNAMES) }));
    if (kind < 0.93) return withName(nameOf(place, { ...stem, trade: pick(TRADES) }));
    return withName(`${nameOf(place, stem)}第${pick('一二三')}分公司`);
  }
}

const CODE_LETTERS = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];

/** A USCC with a right check character, of nobody. */
function codeOf(next) {
  let code = '91990000';
  while (code.length < 17) code += CODE_LETTERS[Math.floor(next() * 31)];
  const sum = [...code].reduce((total, letter, i) => total + CODE_LETTERS.indexOf(letter) * WEIGHTS[i], 0);
  return code + CODE_LETTERS[(31 - (sum % 31)) % 31];
}
