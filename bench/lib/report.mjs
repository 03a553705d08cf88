/**
 * The one shape in which every bench tells its result, so that docs/benchmarks.md can be made of it.
 *
 * @typedef {{ name: string, seconds: number, cpuSeconds: number, rowsPerSecond: number, peakMiB: number, p99Ms?: number }} Result one contestant
 * @typedef {{ what: string, goal: string, measured: string, met: boolean }} Goal in words and figures with their units, such as "at most 250 MiB"
 * @typedef {{ header: string[], lines: string[][] }} Table what a bench tells that is not about time
 * @typedef {{ bench: string, rows: number, results: Result[], ratio?: number, tables?: Table[], goals: Goal[] }} Report
 *   `ratio`: how many times as fast the first contestant is as the second
 */

const BEGINNING = '{"bench":';

/** Prints a result as one line on standard output, beginning with `{"bench":`. @param {Report} result */
export function report({ bench, rows, results, ratio, tables, goals }) {
  console.log(JSON.stringify({ bench, rows, results, ratio, tables, goals }));
}

/** Whether a line of a bench's output is its result. */
export const isReport = (line) => line.startsWith(BEGINNING);

/** The result among the lines that a bench has printed; undefined where there is none. @returns {Report | undefined} */
export function reportIn(output) {
  const line = output.split('\n').find(isReport);
  return line === undefined ? undefined : JSON.parse(line);
}

/** @returns {Goal} a goal that is reached by `measured` or more */
export const atLeast = (what, goal, measured, unit) => ({
  what,
  goal: `at least ${inWords(goal, unit)}`,
  measured: inWords(measured, unit),
  met: measured >= goal,
});

/** @returns {Goal} a goal that is reached by `measured` or less */
export const atMost = (what, goal, measured, unit) => ({
  what,
  goal: `at most ${inWords(goal, unit)}`,
  measured: inWords(measured, unit),
  met: measured <= goal,
});

const inWords = (number, unit) => `${number.toLocaleString('en', { maximumFractionDigits: number < 100 ? 1 : 0 })} ${unit}`;
