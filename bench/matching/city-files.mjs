import { fork } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

export const SIDES = ['enterprise', 'unit'];
const SEGMENT_IDS = 8192;
const HERE = fileURLToPath(import.meta.url);

if (process.argv[1] === HERE) await make();

/**
 * The folder of an invented city as files of one segment each: `rows`, all as they are, and for each kind of edits the rows that it changes.
 * mixed: names, telephones, contacts and head-counts, a quarter of each; renamed: every changed row takes the name of another one.
 */
export async function cityFolder({ records, seed, changed, mix }) {
  const folder = join(tmpdir(), 'dust-bench', `matching-${mix}-${records}-${seed}-${changed}`);
  if (existsSync(folder)) return folder;
  const args = Object.entries({ folder, records, seed, changed, mix }).flatMap(([name, value]) => [`--${name}`, String(value)]);
  // The making of a city takes more memory than its matching: it is another process's.
  const child = fork(HERE, args, { execArgv: ['--max-old-space-size=12000'] });
  const code = await new Promise((done) => child.once('exit', done));
  if (code !== 0) throw new Error(`The making of a city ended with ${code}.`);
  return folder;
}

export const readCity = (folder) => JSON.parse(readFileSync(join(folder, 'city.json'), 'utf8'));
export const readRows = (folder, name, side, segment) => JSON.parse(readFileSync(join(folder, `${name}-${side}-${segment}.json`), 'utf8'));

async function make() {
  const { makeCity } = await import('./city.mjs');
  const { MIXES } = await import('./mixes.mjs');
  const { Random } = await import('./random.mjs');
  const texts = Object.fromEntries(['folder', 'records', 'seed', 'changed', 'mix'].map((name) => [name, { type: 'string' }]));
  const { folder, mix, ...numbers } = parseArgs({ options: texts }).values;
  const [records, seed, share] = [numbers.records, numbers.seed, numbers.changed].map(Number);
  const cityOf = (number, size) => makeCity({ seed: number, enterprises: size, units: size, mix: MIXES[mix] });
  const city = cityOf(seed, records);
  const elsewhere = cityOf(seed + 1000, Math.max(100, Math.ceil(records / 50)));
  const aside = `${folder}.part`;
  mkdirSync(aside, { recursive: true });
  const segments = {};
  const random = new Random(seed + 1);
  for (const side of SIDES) {
    const [rows, strangers] = [city, elsewhere].map((of) => (side === 'enterprise' ? of.enterprises : of.units));
    segments[side] = Array.from({ length: Math.floor(rows.at(-1).id / SEGMENT_IDS) + 1 }, (_, segment) => segment);
    for (const segment of segments[side]) {
      const own = rows.filter(({ id }) => Math.floor(id / SEGMENT_IDS) === segment);
      const write = (name, list) => writeFileSync(join(aside, `${name}-${side}-${segment}.json`), JSON.stringify(list));
      const changed = own.filter(() => random.chance(share));
      write('rows', own);
      write(
        'renamed',
        changed.map((row) => ({ ...row, name: random.pick(rows).name })),
      );
      write(
        'mixed',
        changed.map((row) => ({ ...row, ...editOf(row, random.pick(strangers), random) })),
      );
    }
  }
  writeFileSync(join(aside, 'city.json'), JSON.stringify({ regions: city.regions, segments }));
  renameSync(aside, folder);
}

/** What a month changes of a firm. */
function editOf(row, stranger, random) {
  const people = 'insuredCount' in row ? 'insuredCount' : 'headcount';
  return random.pick([
    () => ({ name: stranger.name }),
    () => ({ phones: [`139${10_000_000 + random.below(90_000_000)}`] }),
    () => ({ contact: stranger.contact ?? '张三' }),
    () => ({ [people]: (row[people] ?? 10) + 1 }),
  ])();
}
