import { Converter } from 'opencc-js/t2cn';

const FIRST_IDEOGRAPH = 0x3400;
const LAST_IDEOGRAPH = 0x9fff;
const COMPATIBILITY_IDEOGRAPHS: readonly [first: number, last: number] = [0xf900, 0xfaff];

/** The package's declarations do not resolve under nodenext, so its one function is typed here. */
const makeConverter: (options: { from: string; to: string }) => (text: string) => string = Converter;

/** Characters that the conversion would fold although simplified Chinese keeps them apart in names. */
const KEPT = '乾著藉徵';

/** Variants that are neither traditional nor compatibility forms, but stand for the same character in names. */
const VARIANTS: Readonly<Record<string, string>> = {
  峯: '峰',
  髙: '高',
  於: '于',
  鑛: '矿',
  邨: '村',
  菓: '果',
  囯: '国',
  淸: '清',
  靑: '青',
  眞: '真',
  舗: '铺',
  〇: '零',
};

function buildTable(): ReadonlyMap<string, string> {
  const toSimplified = makeConverter({ from: 't', to: 'cn' });
  const table = new Map<string, string>();
  const add = (codePoint: number): void => {
    const character = String.fromCodePoint(codePoint);
    if (KEPT.includes(character)) return;
    const folded = toSimplified(character.normalize('NFKC'));
    if (folded !== character) table.set(character, folded);
  };
  for (let codePoint = FIRST_IDEOGRAPH; codePoint <= LAST_IDEOGRAPH; codePoint += 1) add(codePoint);
  for (let codePoint = COMPATIBILITY_IDEOGRAPHS[0]; codePoint <= COMPATIBILITY_IDEOGRAPHS[1]; codePoint += 1) add(codePoint);
  for (const [variant, standard] of Object.entries(VARIANTS)) table.set(variant, standard);
  return table;
}

const TABLE = buildTable();

/** Each character in its standard simplified form. Works character by character: a name is no running text, phrase rules would harm it. */
export function simplifyCharacters(text: string): string {
  let out = '';
  for (const character of text) out += TABLE.get(character) ?? character;
  return out;
}
