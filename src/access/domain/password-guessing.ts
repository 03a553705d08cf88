/** What a guesser tries first. */
export interface Guessable {
  /** Common passwords and words, lower case, four characters and more. */
  readonly common: ReadonlySet<string>;
  /** What belongs to the user and the place: name, user name, regions; lower case. */
  readonly own: ReadonlySet<string>;
}

const MIN_WORD = 4;
const MIN_OWN_WORD = 3;
const MIN_RUN = 3;
const LONGEST_PIECE = 32;
const KEYBOARD = ['qwertyuiop', 'asdfghjkl', 'zxcvbnm', '1234567890', '1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p'].flatMap((row) => [
  row,
  [...row].reverse().join(''),
]);
const YEAR = /^(19[5-9]|20[0-4])\d$/;
/** A birthday and the like: yyyymmdd or yymmdd. */
const DATE = /^(19|20)?\d\d(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])$/;
const LEET: Readonly<Record<string, string>> = { '0': 'o', '3': 'e', '4': 'a', '5': 's', '7': 't', '@': 'a', $: 's' };

/**
 * How many steps a guesser needs who knows the pieces: each known piece is one step, as is every character beside them; of all ways to cut the password the
 * shortest counts. Upper case and look-alikes (pa$$w0rd) hide nothing.
 */
export function guessingSteps(password: string, known: Guessable): number {
  const spellings = spellingsOf(password.toLowerCase());
  const length = spellings[0]?.length ?? 0;
  const steps = [0];
  for (let end = 1; end <= length; end++) {
    let least = (steps[end - 1] ?? 0) + 1;
    for (let start = Math.max(0, end - LONGEST_PIECE); start <= end - MIN_RUN; start++) {
      const before = (steps[start] ?? 0) + 1;
      if (before < least && spellings.some((characters) => isKnown(characters.slice(start, end), known))) least = before;
    }
    steps.push(least);
  }
  return steps[length] ?? 0;
}

/** As typed, and with look-alikes read as letters; 1 and ! may stand for i or l. */
function spellingsOf(password: string): readonly (readonly string[])[] {
  const typed = [...password];
  const read = (one: string): string[] => typed.map((character) => (/[1!]/.test(character) ? one : (LEET[character] ?? character)));
  return [typed, read('i'), read('l')];
}

function isKnown(characters: readonly string[], { common, own }: Guessable): boolean {
  const piece = characters.join('');
  if (characters.length >= MIN_WORD && common.has(piece)) return true;
  if (characters.length >= MIN_OWN_WORD && own.has(piece)) return true;
  return isRun(characters) || YEAR.test(piece) || DATE.test(piece) || KEYBOARD.some((row) => row.includes(piece));
}

/** aaaa, abcd, 4321. */
function isRun(characters: readonly string[]): boolean {
  const codes = characters.map((character) => character.codePointAt(0) ?? 0);
  const step = (codes[1] ?? 0) - (codes[0] ?? 0);
  return Math.abs(step) <= 1 && codes.every((code, i) => i === 0 || code - (codes[i - 1] ?? 0) === step);
}
