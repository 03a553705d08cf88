import type { Account } from '../faults/books.js';
import { FAULTS } from './faults.js';

/** What came of one combination of dispatcher and database. */
export interface Outcome extends Account {
  readonly name: string;
  readonly rounds: number;
  readonly archives: { readonly asked: number; readonly made: number };
  /** Reports or archives without their job, or jobs without what they are for. */
  readonly halves: readonly string[];
  /** The kind of each fault that was injected. */
  readonly faults: readonly string[];
  /** The longest that a round took to come to rest, in seconds. */
  readonly slowest: number;
}

const LINES: readonly (readonly [string, (outcome: Outcome) => number])[] = [
  ['rounds', ({ rounds }) => rounds],
  ['reports expected', ({ expected }) => expected],
  ['reports made', ({ made }) => made],
  ['**lost**', ({ lost }) => lost.length],
  ['**duplicated**', ({ duplicated }) => duplicated.length],
  ['made late (补跑)', ({ late }) => late],
  ['archives asked for', ({ archives }) => archives.asked],
  ['archives made', ({ archives }) => archives.made],
  ['rows without their job, or jobs without their row', ({ halves }) => halves.length],
  ['seconds to rest, at most', ({ slowest }) => Math.ceil(slowest)],
  ['faults injected', ({ faults }) => faults.length],
];

/** A table in Markdown: one column for each combination, one line for each count and each kind of fault. */
export function tableOf(outcomes: readonly Outcome[]): string {
  const kinds = FAULTS.map(({ kind }) => [kind, ({ faults }: Outcome) => faults.filter((one) => one === kind).length] as const);
  const lines = [...LINES, ...kinds].map(([what, count]) => [what, ...outcomes.map((outcome) => String(count(outcome)))]);
  const all = [['', ...outcomes.map(({ name }) => name)], ...lines];
  const widths = (all[0] ?? []).map((_, column) => Math.max(3, ...all.map((cells) => widthOf(cells[column] ?? ''))));
  const row = (cells: readonly string[]): string =>
    `| ${cells.map((cell, i) => cell + ' '.repeat((widths[i] ?? 0) - widthOf(cell))).join(' | ')} |`;
  const rule = row(widths.map((width) => '-'.repeat(width)));
  return [row(all[0] ?? []), rule, ...lines.map(row)].join('\n');
}

/** Chinese characters take two columns, as prettier counts. */
const widthOf = (text: string): number => [...text].reduce((width, char) => width + (/\p{Script=Han}/u.test(char) ? 2 : 1), 0);
