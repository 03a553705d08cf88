/**
 * Lets the faults of a report's life befall real processes, in random order, and counts what came of it. Ends with 1 where a report was lost or made twice.
 *
 *   npm run chaos [-- --rounds 20] [--minutes 30] [--seed 7] [--on embedded/sqlite,bullmq/mariadb] [--at-once 2]
 */
import { parseArgs } from 'node:util';
import { account, accountOfArchives, halfPlanned } from '../faults/books.js';
import { Random } from './random.js';
import { playRound, turnOfRound, turnsAsked } from './round.js';
import { Site, type Combination } from './site.js';
import { tableOf, type Outcome } from './table.js';

const STARTS_AT = '2027-05-01T09:00:00+08:00';
const COMBINATIONS: readonly Combination[] = [
  { dispatcher: 'embedded', database: 'sqlite' },
  { dispatcher: 'bullmq', database: 'sqlite' },
  { dispatcher: 'embedded', database: 'mariadb' },
  { dispatcher: 'bullmq', database: 'mariadb' },
];
const nameOf = ({ dispatcher, database }: Combination): string => `${dispatcher}/${database}`;

const { values: options } = parseArgs({
  options: {
    rounds: { type: 'string', default: '20' },
    minutes: { type: 'string' },
    seed: { type: 'string', default: String(Math.floor(Date.now() / 86_400_000)) },
    on: { type: 'string', default: COMBINATIONS.map(nameOf).join(',') },
    'at-once': { type: 'string', default: '2' },
  },
});

const seed = Number(options.seed);
const ends = options.minutes === undefined ? Infinity : performance.now() + Number(options.minutes) * 60_000;
const rounds = options.minutes === undefined ? Number(options.rounds) : Infinity;
const wanted = options.on.split(',').map((name) => COMBINATIONS.find((one) => nameOf(one) === name) ?? unknown(name));
const outcomes: Outcome[] = [];
const waiting = [...wanted];
await Promise.all(Array.from({ length: Number(options['at-once']) }, playNext));
const placeOf = ({ name }: Outcome): number => wanted.findIndex((one) => nameOf(one) === name);
outcomes.sort((a, b) => placeOf(a) - placeOf(b));
console.log(`\nSeed ${seed}; the same choices again: npm run chaos -- --seed ${seed} --rounds ${options.rounds} --on ${options.on}\n`);
console.log(tableOf(outcomes));
const faulty = outcomes.flatMap(faultsOf);
for (const what of faulty) console.log(what);
process.exitCode = faulty.length > 0 ? 1 : 0;

async function playNext(): Promise<void> {
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) outcomes.push(await play(next));
}

async function play(combination: Combination): Promise<Outcome> {
  const name = nameOf(combination);
  const random = new Random(seed);
  const site = await Site.open(combination, STARTS_AT);
  const faults: string[] = [];
  let slowest = 0;
  let round = 0;
  try {
    for (; round < rounds && performance.now() < ends; round += 1) {
      const result = await playRound(site, random, round);
      faults.push(...result.faults);
      slowest = Math.max(slowest, result.secondsToRest);
      console.log(`${name} ${turnOfRound(round).dueOn}: ${result.faults.join(', ')}; at rest after ${result.secondsToRest.toFixed(1)} s`);
    }
    const tables = await site.installation.tables();
    const archives = accountOfArchives(tables);
    const halves = [...archives.halves, ...halfPlanned(tables)];
    return { name, rounds: round, ...account(tables, turnsAsked(tables, round)), archives, halves, faults, slowest };
  } finally {
    await site.close();
  }
}

function faultsOf({ name, lost, duplicated, halves, archives: { asked, made } }: Outcome): string[] {
  const unmade = asked === made ? [] : [`${asked - made} archives not made`];
  return [...lost, ...duplicated, ...halves, ...unmade].map((what) => `${name}: ${what}`);
}

function unknown(name: string): never {
  throw new Error(`There is no combination ${name}; there are ${COMBINATIONS.map(nameOf).join(', ')}.`);
}
