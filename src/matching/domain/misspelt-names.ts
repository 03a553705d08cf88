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
  /** How patterns begin: one look at three characters spares most texts the search. */
  private readonly beginnings = new Set<string>();
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
    const [a, b, c] = [text.charAt(0), text.charAt(1), text.charAt(2)];
    const { beginnings } = this;
    return beginnings.has(a + b + c) || beginnings.has(a + b + ANY) || beginnings.has(a + ANY + c) || beginnings.has(ANY + b + c);
  }

  private addPattern(pattern: string, meant: Meant<T>): void {
    this.beginnings.add(pattern.slice(0, SHORTEST));
    const known = this.patterns.get(pattern);
    if (known) known.push(meant);
    else this.patterns.set(pattern, [meant]);
  }
}
