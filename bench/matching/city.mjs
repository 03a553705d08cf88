import { DISTRACTORS } from './distractors.mjs';
import { FirmMaker, creditCode, nameOf } from './firms.mjs';
import { NOISE } from './noise.mjs';
import { Random } from './random.mjs';
import { regionsFor } from './regions.mjs';

const ATTEMPTS = 8;
/** How often a second firm of the same 字号 and trade comes into a county by another authority. */
const OVERLOOKED = 0.1;

/**
 * A registry and an enrolment whose true links are known: `{ regions, enterprises, units, truth, kindOf, distractorOf, firms }`. `truth` lists
 * `{ enterpriseId, unitId, kind, relation }`; `kindOf` tells by enterprise which noise its name went through (notEnrolled for those without a unit),
 * `distractorOf` what look-alike stands beside it; `firms` are all that are named. Same options, same city.
 */
export function makeCity({ seed, enterprises, units, mix }) {
  const city = new City(new Random(seed), enterprises, units, mix);
  while (city.enterprises.length < enterprises) city.addEnterprise();
  while (city.units.length < units) city.addStranger();
  return city.finished();
}

class City {
  enterprises = [];
  units = [];
  #truth = [];
  #kindOf = new Map();
  #distractorOf = new Map();
  /** By credit code: every firm that registry or enrolment names. */
  #firms = new Map();
  #registered = new Set();

  constructor(random, enterprises, units, mix) {
    this.random = random;
    this.mix = mix;
    this.regions = regionsFor(Math.max(enterprises, units), random);
    this.maker = new FirmMaker(random, this.regions, mix.fashion);
  }

  addEnterprise() {
    const { random, mix } = this;
    const firm = this.#newFirm({ keyIndustry: true });
    const { kind, noisy } = this.#noiseFor(firm);
    const isEnrolled = random.chance(mix.enrolled);
    const onRegistry = NOISE[kind].side === 'either' && (random.chance(0.5) || !isEnrolled);
    const aliases = NOISE[kind].side === 'aliases' ? [noisy] : [];
    const listed = onRegistry ? noisy : nameOf(firm);
    const id = this.#list(firm, onRegistry ? this.#alsoSpaced(noisy) : listed, aliases);
    this.#kindOf.set(id, isEnrolled ? kind : 'notEnrolled');
    if (isEnrolled) this.#enrol(firm, id, kind, onRegistry ? nameOf(firm) : this.#alsoSpaced(noisy));
    if (random.chance(mix.distracted)) this.#addDistractor(firm, { id, kind, listed });
  }

  addStranger() {
    const firm = this.#newFirm({ keyIndustry: this.random.chance(0.3) });
    this.#insure(firm, nameOf(firm));
  }

  /** Ids say nothing about who belongs to whom. */
  finished() {
    const [enterpriseIds, unitIds] = [this.enterprises, this.units].map((list) => this.random.shuffle(list.map(({ id }) => id)));
    const renumber = (list, ids) => list.map((record) => ({ ...record, id: ids[record.id - 1] })).sort((a, b) => a.id - b.id);
    const byNewId = (map) => new Map([...map].map(([id, kind]) => [enterpriseIds[id - 1], kind]));
    return {
      regions: this.regions,
      enterprises: renumber(this.enterprises, enterpriseIds),
      units: renumber(this.units, unitIds).map((unit) => ({ ...unit, unitNo: String(10000 + unit.id) })),
      truth: this.#truth.map((pair) => ({ ...pair, enterpriseId: enterpriseIds[pair.enterpriseId - 1], unitId: unitIds[pair.unitId - 1] })),
      kindOf: byNewId(this.#kindOf),
      distractorOf: byNewId(this.#distractorOf),
      firms: [...this.#firms.values()],
    };
  }

  /**
   * A registrar refuses a full name that is taken, and a 字号 of the same trade in its own county, as the law on names wants it; now and then two
   * authorities (county, city, province) do not know of each other. Only distractors are nearer than that.
   */
  #newFirm(kind) {
    let firm = this.maker.firm(kind);
    while (this.#isRefused(firm)) firm = this.maker.firm(kind);
    this.#registered.add(registeredName(firm)).add(stemInCounty(firm));
    if (firm.region === '' || !this.random.chance(this.mix.regionOfAnotherCounty)) return firm;
    return { ...firm, region: this.maker.regionText(this.maker.otherCounty(firm.county), firm.style) };
  }

  #isRefused(firm) {
    if (this.#registered.has(registeredName(firm))) return true;
    return this.#registered.has(stemInCounty(firm)) && !this.random.chance(OVERLOOKED);
  }

  #noiseFor(firm) {
    for (let i = 0; i < ATTEMPTS; i += 1) {
      const kind = this.random.weighted(this.mix.noise);
      const noisy = NOISE[kind].apply(firm, this.random, this.maker);
      if (noisy !== null && (kind === 'exact' || noisy !== nameOf(firm))) return { kind, noisy };
    }
    return { kind: 'exact', noisy: nameOf(firm) };
  }

  #alsoSpaced(text) {
    return this.random.chance(this.mix.alsoSpaced) ? ` ${text.slice(0, 5)} ${text.slice(5)}` : text;
  }

  /** The part of a firm that has a unit of its own stands beside the firm's own unit in half of the cases. */
  #enrol(firm, enterpriseId, kind, text) {
    const { family, relation = 'same' } = NOISE[kind];
    const isPart = family === 'part';
    if (!isPart || this.random.chance(0.5)) {
      const unitId = this.#insure(firm, isPart ? nameOf(firm) : text);
      this.#truth.push({
        enterpriseId,
        unitId,
        kind: isPart ? 'exact' : kind,
        relation: 'same',
        traceless: this.#isTraceless(kind, enterpriseId, unitId),
      });
    }
    if (!isPart) return;
    const hasOwnCode = relation === 'branch' && this.random.chance(0.7);
    const part = hasOwnCode ? { ...firm, code: creditCode(this.random, firm.county) } : firm;
    this.#truth.push({ enterpriseId, unitId: this.#insure(part, text), kind, relation });
  }

  /**
   * A typing error that turns a name into exactly that of the look-alike beside it is left out: no rule and no reviewer could tell them apart, and
   * how often it comes about here would say something of the word tables only. A firm with branches of its own gets no strange branch.
   */
  #addDistractor(firm, { id, kind: noise, listed }) {
    const { random } = this;
    const kind = random.weighted(this.mix.distractors);
    const { side, make } = DISTRACTORS[kind];
    const other = make(firm, random, this.maker);
    if (other === null || [listed, nameOf(firm)].includes(nameOf(other)) || (side === 'branches' && NOISE[noise].family === 'part')) return;
    if (this.#registered.has(registeredName(other))) return;
    this.#registered.add(registeredName(other));
    this.#distractorOf.set(id, kind);
    if (side === 'both') return this.#addListed(other, kind);
    if (side === 'headOffice') return this.#addPartOf(firm, other, `${nameOf(other)}${this.maker.countyName(firm.county)}分公司`, kind);
    if (side === 'branches') return this.#addPartOf(firm, other, other.listedText, kind);
    this.#insure(other, nameOf(other));
  }

  #addListed(firm, kind) {
    const id = this.#list(firm, nameOf(firm), []);
    const isEnrolled = this.random.chance(0.5);
    this.#kindOf.set(id, isEnrolled ? 'exact' : 'notEnrolled');
    this.#distractorOf.set(id, kind);
    if (isEnrolled) this.#truth.push({ enterpriseId: id, unitId: this.#insure(firm, nameOf(firm)), kind: 'exact', relation: 'same' });
  }

  /** A former name that nobody states, and neither code nor telephone in common: not to be found by any means. */
  #isTraceless(kind, enterpriseId, unitId) {
    if (NOISE[kind].family !== 'unstated') return false;
    const [enterprise, unit] = [this.enterprises[enterpriseId - 1], this.units[unitId - 1]];
    const sharesCode = enterprise.creditCode !== null && enterprise.creditCode === unit.creditCode;
    return !sharesCode && !unit.phones.some((phone) => enterprise.phones.includes(phone));
  }

  /** A branch in the registry and, as a unit, only another branch or the head office. */
  #addPartOf(firm, other, listedText, kind) {
    const id = this.#list({ ...firm, ...this.maker.particulars(firm.county) }, listedText, []);
    this.#kindOf.set(id, 'notEnrolled');
    this.#distractorOf.set(id, kind);
    this.#insure(other, other.text ?? nameOf(other));
  }

  #list(firm, name, aliases) {
    const { random, mix } = this;
    const id = this.enterprises.length + 1;
    this.#firms.set(firm.code, firm);
    this.enterprises.push({
      id,
      countyCode: firm.county,
      name,
      aliases,
      creditCode: random.chance(mix.registry.code) ? firm.code : null,
      phones: random.chance(mix.registry.phone) ? [firm.phone] : [],
      contact: firm.contact,
      address: firm.address,
      headcount: firm.headcount,
    });
    return id;
  }

  #insure(firm, name) {
    const { random, mix, maker } = this;
    const says = mix.unit;
    const now = maker.particulars(firm.county);
    const id = this.units.length + 1;
    this.#firms.set(firm.code, firm);
    const statesContact = random.chance(says.phone);
    const code = random.chance(says.wrongCode) ? now.code : firm.code;
    this.units.push({
      id,
      countyCode: this.#pooledAt(firm),
      name,
      creditCode: random.chance(says.code) ? code : null,
      phones: statesContact ? [random.chance(says.phoneKept) ? firm.phone : now.phone] : [],
      contact: statesContact ? (random.chance(says.contactKept) ? firm.contact : now.contact) : null,
      address: random.chance(says.address) ? (random.chance(says.addressKept) ? firm.address : now.address) : null,
      insuredCount: Math.max(1, Math.round(firm.headcount * (0.5 + random.next() * 0.6))),
    });
    return id;
  }

  #pooledAt({ county }) {
    if (this.random.chance(this.mix.insuredElsewhere)) return this.maker.otherCounty(county);
    return this.random.chance(this.mix.insuredAtCity) ? this.maker.cityOf(county).code : county;
  }
}

const oneForm = (name) => name.replace('有限责任公司', '有限公司');
const registeredName = (firm) => oneForm(nameOf(firm));
const stemInCounty = ({ brand, trade, form, county }) => `${oneForm(brand + trade + form)}@${county}`;
