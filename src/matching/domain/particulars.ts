import { foldName } from './normalise.js';

/** What registry and enrolment say of a firm beside its name, brought to one spelling. */
export interface Particulars {
  /** Digits only, area code and extension off where they could be told. */
  readonly phones: readonly string[];
  readonly contact: string | null;
  readonly address: string | null;
  /** 职工人数 or 参保人数. */
  readonly people: number | null;
}

export interface StatedParticulars {
  readonly phones?: readonly string[] | undefined;
  readonly contact?: string | null | undefined;
  readonly address?: string | null | undefined;
}

/** missing: one side or both state none. */
export type ParticularVerdict = 'agrees' | 'differs' | 'missing';

export interface ParticularsCompared {
  readonly phone: ParticularVerdict;
  readonly contact: ParticularVerdict;
  readonly address: ParticularVerdict;
  /** differs: far more people insured than the registry knows of; too few insured is what the product looks for and says nothing. */
  readonly people: ParticularVerdict;
}

const SHORTEST_PHONE = 7;
const MOBILE = /^(?:86)?(1[3-9]\d{9})$/;
const LAND_LINE = /^0\d{2,3}(\d{7,8})$/;
/** Placeholders that many sheets put in place of a number: 0000000, 11111111111. */
const ONE_DIGIT = /^(\d)\1*$/;
/** A contact is a person's full name; 无, 王经理 and the like are none. */
const PERSON = /^[\u3400-\u9fff]{2,4}$/;
const TITLE = /经理|主任|厂长|矿长|老板|会计|师傅|女士|先生|办公|不详|暂无/;
const SHORTEST_ADDRESS = 5;
const REGION_OF_ADDRESS = /^.*?(?:自治区|省)|^.*?[市盟](?=.{5})|^.{2,6}?[县区旗](?=.{4})/;
/** Insured people may exceed a stale head-count by as much. */
const PLAUSIBLE_EXCESS = 2;
const FEW_PEOPLE = 10;

const MISSING: ParticularsCompared = { phone: 'missing', contact: 'missing', address: 'missing', people: 'missing' };

/** Brings what a sheet states to one spelling; what is no telephone, no name or no address counts as not stated. */
export function readParticulars({ phones = [], contact, address }: StatedParticulars, people: number | null | undefined): Particulars {
  return {
    phones: phones.length === 0 ? phones : [...new Set(phones.flatMap(phonesIn))],
    contact: contact ? readContact(contact) : null,
    address: address ? readAddress(address) : null,
    people: people ?? null,
  };
}

/** Compares field by field; cheap, since every pair of records goes through it. */
export function compareParticulars(left: Particulars, right: Particulars): ParticularsCompared {
  const people = comparePeople(left.people, right.people);
  if (right.phones.length === 0 && right.contact === null && right.address === null) {
    return people === 'missing' ? MISSING : { ...MISSING, people };
  }
  return {
    phone: comparePhones(left.phones, right.phones),
    contact: compareTexts(left.contact, right.contact),
    address: compareAddresses(left.address, right.address),
    people,
  };
}

function phonesIn(text: string): string[] {
  return text.split(/[、,，;；/\s]+/).flatMap((part) => readPhone(part) ?? []);
}

function readPhone(text: string): string | null {
  const digits = text.replace(/\D+/g, '');
  if (digits.length < SHORTEST_PHONE || ONE_DIGIT.test(digits)) return null;
  return MOBILE.exec(digits)?.[1] ?? LAND_LINE.exec(digits)?.[1] ?? digits;
}

function readContact(text: string): string | null {
  const name = foldName(text);
  return PERSON.test(name) && !TITLE.test(name) ? name : null;
}

/** The address within its county: sheets differ in how far out they begin. */
function readAddress(text: string): string | null {
  let address = foldName(text);
  for (let i = 0; i < 3; i += 1) address = address.replace(REGION_OF_ADDRESS, '');
  return address.length >= SHORTEST_ADDRESS ? address : null;
}

function comparePhones(left: readonly string[], right: readonly string[]): ParticularVerdict {
  if (left.length === 0 || right.length === 0) return 'missing';
  return left.some((phone) => right.includes(phone)) ? 'agrees' : 'differs';
}

function compareTexts(left: string | null, right: string | null): ParticularVerdict {
  if (left === null || right === null) return 'missing';
  return left === right ? 'agrees' : 'differs';
}

/** One address may state the town and the other not. */
function compareAddresses(left: string | null, right: string | null): ParticularVerdict {
  if (left === null || right === null) return 'missing';
  return left.endsWith(right) || right.endsWith(left) ? 'agrees' : 'differs';
}

function comparePeople(headcount: number | null, insured: number | null): ParticularVerdict {
  if (headcount === null || insured === null) return 'missing';
  return insured > headcount * PLAUSIBLE_EXCESS + FEW_PEOPLE ? 'differs' : 'agrees';
}
