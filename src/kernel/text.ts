const INVISIBLE = /[\u200B-\u200D\u2060\uFEFF\u00AD]/g;
const SPACES = /[\s\u00A0\u3000]+/g;

/** Nearly all cells: nothing in them that folding would change. */
const SETTLED = /^[!-~\u4e00-\u9fff]*$/;

/** No zero-width characters, half-width forms (NFKC), inner white space folded to one blank, trimmed. */
export function foldText(text: string): string {
  if (SETTLED.test(text)) return text;
  return text.replace(INVISIBLE, '').normalize('NFKC').replace(SPACES, ' ').trim();
}

/** As `foldText`, with all white space removed: what two cells that look alike have in common. */
export function squeeze(text: string): string {
  const folded = foldText(text);
  return folded.includes(' ') ? folded.replace(/ /g, '') : folded;
}
