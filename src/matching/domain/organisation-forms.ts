/**
 * Organisation forms (组织形式) as they end a name, longest first where one ends another. The class is what two names must share:
 * 有限公司 and 有限责任公司 are one legal form, 股份有限公司 is another.
 */
const SPELLINGS: readonly (readonly [ending: string, formClass: string])[] = [
  ['集团股份有限公司', '集团股份有限公司'],
  ['集团有限责任公司', '集团有限公司'],
  ['集团有限公司', '集团有限公司'],
  ['集团公司', '集团有限公司'],
  ['集团总公司', '集团有限公司'],
  ['集团', '集团有限公司'],
  ['股份有限责任公司', '股份有限公司'],
  ['股份有限公司', '股份有限公司'],
  ['股份公司', '股份有限公司'],
  ['有限责任公司', '有限公司'],
  ['有限责任总公司', '有限公司'],
  ['责任有限公司', '有限公司'],
  ['有限责公司', '有限公司'],
  ['有限责任公', '有限公司'],
  ['有限责任', '有限公司'],
  ['有限总公司', '有限公司'],
  ['有限公司', '有限公司'],
  ['有线公司', '有限公司'],
  ['总公司', '公司'],
  ['公司', '公司'],
  ['农民专业合作社', '合作社'],
  ['专业合作社', '合作社'],
  ['合作社', '合作社'],
  ['个体工商户', '个体工商户'],
  ['总厂', '厂'],
];

/** Words that end a name without 公司; the character itself is the class. */
const SHORT_FORMS = '厂场矿站店铺部坊窑井队行社园库院所校';

/** A mine stays one under a company's name (XX煤矿, XX煤矿有限公司), so this form also stays a part of the trade. */
const MINE = '矿';

/** Additions in brackets that speak of the form only: dropped, since nobody writes them twice alike. */
const FORM_NOTES = new Set([
  '普通合伙',
  '有限合伙',
  '特殊普通合伙',
  '个人独资',
  '独资',
  '合伙',
  '个体',
  '个体工商户',
  '国有独资',
  '一人有限责任公司',
]);

const BY_LENGTH = [...SPELLINGS].sort((a, b) => b[0].length - a[0].length);
const COMPANY_SPELLING =
  /集团股份有限公司|集团有限责任公司|股份有限责任公司|有限责任总公司|有限责任公司|责任有限公司|有限责公司|有限总公司|有线公司/g;
const CANONICAL = new Map(SPELLINGS);

export interface FormSplit {
  /** The name without its form. */
  readonly stem: string;
  /** The class of the form; null where the name states none. */
  readonly form: string | null;
}

/** Takes the organisation form off the end of a folded name without branch tail. */
export function splitForm(name: string): FormSplit {
  for (const [ending, form] of BY_LENGTH) {
    if (name.length > ending.length && name.endsWith(ending)) return { stem: name.slice(0, -ending.length), form };
  }
  const last = name.slice(-1);
  if (name.length > 2 && SHORT_FORMS.includes(last)) return { stem: last === MINE ? name : name.slice(0, -1), form: last };
  return { stem: name, form: null };
}

/** Writes every spelling of a company form in its one canonical way, wherever in the name it stands. */
export function foldFormSpelling(name: string): string {
  return name.replace(COMPANY_SPELLING, (spelling) => CANONICAL.get(spelling) ?? spelling);
}

/** True for a bracketed addition that only repeats the legal form. */
export function isFormNote(text: string): boolean {
  return FORM_NOTES.has(text);
}

/** True where a text ends as the name of an organisation does. */
export function endsAsOrganisation(text: string): boolean {
  return splitForm(text).form !== null || /(?:中心|基地|项目部)$/.test(text);
}

export type FormVerdict = 'same' | 'missing' | 'differs';

/** 公司 alone says less than 有限公司 or 股份有限公司, and a mine may have left out the company: a missing form, not a conflicting one. */
export function compareForms(left: string | null, right: string | null): FormVerdict {
  if (left === right) return 'same';
  if (left === null || right === null) return 'missing';
  if (left === MINE || right === MINE) return left.endsWith('公司') || right.endsWith('公司') ? 'missing' : 'differs';
  const bothCompanies = left.endsWith('公司') && right.endsWith('公司');
  return bothCompanies && (left === '公司' || right === '公司') ? 'missing' : 'differs';
}

const FORM_CLASSES: readonly (string | null)[] = [...new Set<string | null>([...SPELLINGS.map(([, form]) => form), ...SHORT_FORMS, null])];
const COMPATIBLE = new Map(FORM_CLASSES.map((form) => [form, FORM_CLASSES.filter((other) => compareForms(form, other) !== 'differs')]));

/** The classes of form that a name of this class may also be written with: itself, and those that say less or more. */
export function formsCompatibleWith(form: string | null): readonly (string | null)[] {
  return COMPATIBLE.get(form) ?? [form];
}
