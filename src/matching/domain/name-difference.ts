import { confusionOf, type Confusion } from './confusable-characters.js';

/** How two short texts differ. `edit` covers exactly one difference; more than one is `many`, unless all of them sound alike. */
export type NameDifference =
  | { readonly kind: 'none' }
  | { readonly kind: 'substituted'; readonly left: string; readonly right: string; readonly confusion: Confusion | null }
  | { readonly kind: 'transposed'; readonly left: string; readonly right: string }
  | { readonly kind: 'inserted'; readonly character: string; readonly longer: 'left' | 'right' }
  | { readonly kind: 'homophones'; readonly left: string; readonly right: string }
  | { readonly kind: 'many' };

const NONE: NameDifference = { kind: 'none' };
const MANY: NameDifference = { kind: 'many' };

/** Compares in linear time; looks for one substituted, transposed or inserted character, or the same length of homophones. */
export function differenceOf(left: string, right: string): NameDifference {
  if (left === right) return NONE;
  if (Math.abs(left.length - right.length) > 1) return MANY;
  let from = 0;
  while (from < left.length && from < right.length && left[from] === right[from]) from += 1;
  let leftEnd = left.length;
  let rightEnd = right.length;
  while (leftEnd > from && rightEnd > from && left[leftEnd - 1] === right[rightEnd - 1]) {
    leftEnd -= 1;
    rightEnd -= 1;
  }
  return classify(left.slice(from, leftEnd), right.slice(from, rightEnd));
}

function classify(left: string, right: string): NameDifference {
  if (left.length === 1 && right.length === 1) return { kind: 'substituted', left, right, confusion: confusionOf(left, right) };
  if (left.length === 1 && right.length === 0) return { kind: 'inserted', character: left, longer: 'left' };
  if (left.length === 0 && right.length === 1) return { kind: 'inserted', character: right, longer: 'right' };
  if (left.length !== right.length) return MANY;
  if (left.length === 2 && left[0] === right[1] && left[1] === right[0]) return { kind: 'transposed', left, right };
  return soundAlike(left, right) ? { kind: 'homophones', left, right } : MANY;
}

function soundAlike(left: string, right: string): boolean {
  for (let i = 0; i < left.length; i += 1) if (confusionOf(left.charAt(i), right.charAt(i)) !== 'sound') return false;
  return true;
}

/** The difference in words, for a reviewer; an empty text for none. */
export function describeDifference(difference: NameDifference): string {
  switch (difference.kind) {
    case 'none':
      return '';
    case 'substituted':
      return `一字之差：“${difference.left}”与“${difference.right}”${confusionWords(difference.confusion)}`;
    case 'transposed':
      return `两字颠倒：“${difference.left}”与“${difference.right}”`;
    case 'inserted':
      return difference.longer === 'left' ? `登记名称多一字“${difference.character}”` : `参保名称多一字“${difference.character}”`;
    case 'homophones':
      return `同音不同字：“${difference.left}”与“${difference.right}”`;
    case 'many':
      return '有多处不同';
  }
}

function confusionWords(confusion: Confusion | null): string {
  if (confusion === 'sound') return '（同音）';
  return confusion === 'look' ? '（形近）' : '';
}
