import { squeeze } from '../../kernel/index.js';
import { simplifyCharacters } from './character-table.js';
import { splitRemarkedName } from './remarked-name.js';
import { foldFormSpelling } from './organisation-forms.js';

const OPENING = /[〔［【｛〈《[{<]/g;
const CLOSING = /[〕］】｝〉》\]}>]/g;
const DASHES = /[-‐‑‒–—―－﹣_~]+/g;
const IGNORED = /[·•・‧∙.,;:'"“”‘’、。，！!?？*/\\|]/g;

const NUMERALS = '零一二三四五六七八九';
const ORDINAL = /第*(?<!\d)([零一二三四五六七八九十]{1,3}|\d+)(?=号|分(?:公司|厂|店|矿|场|部|院|校)|矿(?!业|山|产|石|建|机)|厂|队|项)/g;
const NUMBER_SIGN = /(?:#|NO)+(\d+)号?#*|(\d+)#+号?/g;

/**
 * One spelling for what looks alike: NFKC, simplified characters, capitals, no white space or punctuation, one kind of bracket and dash,
 * ordinals as digits. Idempotent.
 */
export function foldName(name: string): string {
  const spelled = simplifyCharacters(squeeze(name)).replace(/[a-z]/g, (letter) => letter.toUpperCase());
  const plain = spelled
    .replace(IGNORED, '')
    .replace(OPENING, '(')
    .replace(CLOSING, ')')
    .replace(DASHES, '-')
    .replace(/\(+\)+/g, '');
  return ordinalsToDigits(plain);
}

/**
 * The normalised full key of an enterprise's name: what two spellings of the same registered name have in common. Region and class of
 * organisation form stay in it (folding these away makes 14% of real names collide), serials and notes on status do not.
 */
export function nameKey(name: string): string {
  return fullKey(foldName(splitRemarkedName(name).name));
}

/** The full key of a name that is already folded and free of notes. */
export function fullKey(folded: string): string {
  return foldFormSpelling(folded.replace(/[()]/g, ''));
}

/** Chinese ordinals become digits only where a unit of counting follows: 第一分公司, 二号矿; 三一, 五原, 天一矿业 stay. */
function ordinalsToDigits(text: string): string {
  const signed = text.replace(NUMBER_SIGN, (_match, after: string | undefined, before: string | undefined) => `${after ?? before ?? ''}号`);
  const counted = signed.replace(ORDINAL, (match: string, numeral: string) => ordinalValue(numeral) ?? match);
  return counted === text ? text : ordinalsToDigits(counted);
}

function ordinalValue(numeral: string): string | null {
  if (/^\d+$/.test(numeral)) return numeral.replace(/^0+(?=\d)/, '');
  const [tens, units, more] = numeral.split('十');
  if (more !== undefined) return null;
  if (units === undefined) return numeral.length === 1 ? String(digitOf(numeral)) : null;
  if ((tens ?? '').length > 1 || units.length > 1) return null;
  const ten = tens ? digitOf(tens) : 1;
  const unit = units ? digitOf(units) : 0;
  return String(ten * 10 + unit);
}

function digitOf(numeral: string): number {
  return NUMERALS.indexOf(numeral);
}
