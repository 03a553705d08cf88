import { confusionOf } from './confusable-characters.js';

/** A name of three characters keeps only two when one is wrong: the wrong one has to sound or look like the right one. */
const SHORTEST = 3;
const SHORTEST_FOR_ANY_ERROR = 4;
/** Only of longer names is one with a character missing still recognised. */
const SHORTEST_FOR_MISSING = 5;
const ANY = '?';

interface Meant<T> {
  readonly value: T;
  /** The character that stands where the pattern is open; empty where the pattern lacks it. */
  readonly right: string;
}

export interface MisspeltOpening<T> {
  /** Characters of the text that the misspelt name takes. */
  readonly length: number;
  /** What it may stand for. */
  readonly meant: readonly T[];
}

/** Names that are recognised at the front of a text with one character wrong or missing. */
export class MisspeltNames<T> {
  private readonly patterns = new Map<string, Meant<T>[]>();
  /** The two characters that are right of the first three of a pattern: a look at these spares most texts the search. */
  private readonly beginnings = { firstTwo: new Set<number>(), outerTwo: new Set<number>(), lastTwo: new Set<number>() };
  private longest = 0;

  add(name: string, value: T): void {
    if (name.length < SHORTEST) return;
    this.longest = Math.max(this.longest, name.length);
    for (let i = 0; i < name.length; i += 1) {
      this.addPattern(name.slice(0, i) + ANY + name.slice(i + 1), { value, right: name.charAt(i) });
      if (name.length >= SHORTEST_FOR_MISSING) this.addPattern(name.slice(0, i) + name.slice(i + 1), { value, right: '' });
    }
  }

  /** The misspelt names that open the text, longest first. */
  *opening(text: string): Generator<MisspeltOpening<T>> {
    if (!this.mayOpen(text)) return;
    for (let length = Math.min(this.longest, text.length); length >= SHORTEST; length -= 1) {
      const lacking = this.patterns.get(text.slice(0, length));
      if (lacking) yield { length, meant: lacking.map(({ value }) => value) };
      for (let i = 0; i < length; i += 1) {
        const fitting = this.patterns.get(text.slice(0, i) + ANY + text.slice(i + 1, length));
        const meant = fitting?.filter(({ right }) => length >= SHORTEST_FOR_ANY_ERROR || confusionOf(text.charAt(i), right) !== null) ?? [];
        if (meant.length > 0) yield { length, meant: meant.map(({ value }) => value) };
      }
    }
  }

  private mayOpen(text: string): boolean {
    if (text.length < SHORTEST) return false;
    const { firstTwo, outerTwo, lastTwo } = this.beginnings;
    return firstTwo.has(pairAt(text, 0, 1)) || outerTwo.has(pairAt(text, 0, 2)) || lastTwo.has(pairAt(text, 1, 2));
  }

  private addPattern(pattern: string, meant: Meant<T>): void {
    const { firstTwo, outerTwo, lastTwo } = this.beginnings;
    if (pattern.charAt(0) === ANY) lastTwo.add(pairAt(pattern, 1, 2));
    else if (pattern.charAt(1) === ANY) outerTwo.add(pairAt(pattern, 0, 2));
    else firstTwo.add(pairAt(pattern, 0, 1));
    const known = this.patterns.get(pattern);
    if (known) known.push(meant);
    else this.patterns.set(pattern, [meant]);
  }
}

/** Two characters of a text as one number. */
function pairAt(text: string, one: number, other: number): number {
  return text.charCodeAt(one) * 0x10000 + text.charCodeAt(other);
}
