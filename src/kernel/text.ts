const INVISIBLE = /[\u200B-\u200D\u2060\uFEFF\u00AD]/g;
const SPACES = /[\s\u00A0\u3000]+/g;

/** No zero-width characters, half-width forms (NFKC), inner white space folded to one blank, trimmed. */
export function foldText(text: string): string {
  return text.replace(INVISIBLE, '').normalize('NFKC').replace(SPACES, ' ').trim();
}

/** As `foldText`, with all white space removed: what two cells that look alike have in common. */
export function squeeze(text: string): string {
  return foldText(text).replace(/ /g, '');
}
