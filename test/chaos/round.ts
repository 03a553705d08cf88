import { account, accountOfArchives, type Turn } from '../faults/books.js';
import { COUNTIES, FORMS } from '../faults/installation.js';
import { planned } from '../faults/turns.js';
import { pause } from '../support/processes.js';
import type { Tables } from '../support/tables.js';
import { FAULTS, type Fault } from './faults.js';
import type { Random } from './random.js';
import type { Site } from './site.js';

const FIRST_YEAR = 2027;
const MOST_FAULTS = 3;
/** How long a round may take to come to rest before what is missing counts as lost. */
const REST_SECONDS = 150;
/** Without an end in sight the clock is moved on: leases run out, and so do the waits between retries. */
const IMPATIENCE_MS = 3000;
const MINUTE = 60;

export interface RoundResult {
  readonly faults: readonly string[];
  /** From when everything was there again until all reports were made. */
  readonly secondsToRest: number;
}

/** Due days follow each other as they do in the calendar: June, October, June, … */
export function turnOfRound(round: number): Turn {
  const year = FIRST_YEAR + Math.floor(round / 2);
  const common = { counties: COUNTIES, forms: FORMS };
  return round % 2 === 0 ? { ...common, cycle: 'june', dueOn: `${year}-06-05` } : { ...common, cycle: 'october', dueOn: `${year}-10-10` };
}

/** When everything that a turn asks for is due, in milliseconds. */
const dueAt = ({ cycle, dueOn }: Turn): number => Date.parse(`${dueOn.slice(0, 4)}-${cycle === 'june' ? '06-05' : '10-01'}T00:00:00+08:00`);

/** On the eve of a due day some faults, on the day some more, and a request in between; then everything is put right, and has to come to rest. */
export async function playRound(site: Site, random: Random, round: number): Promise<RoundResult> {
  const turn = turnOfRound(round);
  await site.installation.clock.set(new Date(dueAt(turn) - random.between(5, 50) * MINUTE * 1000).toISOString());
  await planned(site.installation, turn);
  const faults = chosen(site, random);
  const before = random.between(0, faults.length + 1);
  for (const fault of faults.slice(0, before)) await inject(fault, site, random);
  await cross(site, turn, random);
  if (round > 0) void site.askForArchive(turnOfRound(round - 1).dueOn);
  for (const fault of faults.slice(before)) await inject(fault, site, random);
  return { faults: faults.map(({ kind }) => kind), secondsToRest: await comeToRest(site, turn, round) };
}

function chosen(site: Site, random: Random): Fault[] {
  const possible = FAULTS.filter(({ applies }) => applies(site));
  return Array.from({ length: random.between(1, MOST_FAULTS + 1) }, () => random.pick(possible));
}

async function inject(fault: Fault, site: Site, random: Random): Promise<void> {
  await pause(random.between(0, 1500));
  await fault.inject(site, random);
}

/** Past the beginning of the day, unless a fault has brought the clock there. */
async function cross(site: Site, turn: Turn, random: Random): Promise<void> {
  const { clock } = site.installation;
  if (clock.now().getTime() < dueAt(turn)) await clock.set(new Date(dueAt(turn) + random.between(1, 5) * MINUTE * 1000).toISOString());
}

async function comeToRest(site: Site, turn: Turn, round: number): Promise<number> {
  await site.restore();
  const { clock } = site.installation;
  const from = performance.now();
  const seconds = (): number => (performance.now() - from) / 1000;
  let movedAt = from;
  while (seconds() < REST_SECONDS && !(await isAtRest(site, round))) {
    await pause(200);
    if (performance.now() - movedAt < IMPATIENCE_MS) continue;
    await site.restore();
    if (clock.now().getTime() < dueAt(turn)) await clock.set(new Date(dueAt(turn) + MINUTE * 1000).toISOString());
    else await clock.jump(2.5 * MINUTE);
    movedAt = performance.now();
  }
  return seconds();
}

async function isAtRest(site: Site, round: number): Promise<boolean> {
  const tables = await site.installation.tables();
  const { asked, made } = accountOfArchives(tables);
  return account(tables, turnsAsked(tables, round + 1)).lost.length === 0 && asked === made;
}

/** What has to be there: the turns of the rounds that were played, and those long past that the city has asked for and got an answer to, or none. */
export function turnsAsked(tables: Tables, rounds: number): Turn[] {
  const played = Array.from({ length: rounds }, (_, round) => turnOfRound(round));
  const past = new Set((tables['county_report'] ?? []).map(({ dueOn }) => String(dueOn)).filter((dueOn) => dueOn < `${FIRST_YEAR}`));
  return [...played, ...Array.from(past, (dueOn): Turn => ({ cycle: 'june', dueOn, counties: COUNTIES, forms: FORMS }))];
}
