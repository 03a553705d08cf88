/**
 * What the rules cost per name and per pair: a million names have to pass them. Every name is parsed afresh, every pair compared once;
 * CPU time, so that a busy machine does not show.
 *
 *   node bench/matching/speed-of-rules.mjs [--records 20000] [--rounds 5] [--dist dist]
 */
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { makeCity } from './city.mjs';
import { MIXES } from './mixes.mjs';

const GOALS = { parseMicroseconds: 15, compareMicroseconds: 3 };

const { values: options } = parseArgs({
  options: {
    records: { type: 'string', default: '20000' },
    rounds: { type: 'string', default: '5' },
    dist: { type: 'string', default: 'dist' },
  },
});
const dist = (name) => import(pathToFileURL(resolve(options.dist, name)).href);
const [{ NameParser }, { RegionGazetteer }, { RegionTree }, { compareNames }, { enterpriseRecord, unitRecord }] = await Promise.all(
  [
    'matching/domain/parse-name.js',
    'matching/domain/regions-in-names.js',
    'kernel/index.js',
    'matching/domain/compare.js',
    'matching/domain/records.js',
  ].map(dist),
);

const records = Number(options.records);
const city = makeCity({ seed: 2, enterprises: records, units: records, mix: MIXES.natural });
const gazetteer = new RegionGazetteer(new RegionTree(city.regions));

function microseconds(count, work) {
  const best = Math.min(
    ...Array.from({ length: Number(options.rounds) }, () => {
      const from = process.cpuUsage();
      work();
      const { user, system } = process.cpuUsage(from);
      return user + system;
    }),
  );
  return best / count;
}

const names = [...new Set([...city.enterprises, ...city.units].map(({ name }) => name))];
const parse = microseconds(names.length, () => {
  const parser = new NameParser(gazetteer);
  for (const name of names) parser.parse(name);
});

const parser = new NameParser(gazetteer);
const enterprises = city.enterprises.map((enterprise) => enterpriseRecord(enterprise, parser));
const units = city.units.map((unit) => unitRecord(unit, parser));
/** True links, chance meetings and neighbours in the list: what blocking brings together is of all sorts. */
const pairs = enterprises.flatMap((enterprise, i) => [1, 7, 31].map((step) => [enterprise, units[(i * step) % units.length]]));
const byId = new Map(units.map((unit) => [unit.source.id, unit]));
const own = new Map(enterprises.map((enterprise) => [enterprise.source.id, enterprise]));
for (const { enterpriseId, unitId } of city.truth) pairs.push([own.get(enterpriseId), byId.get(unitId)]);
const compare = microseconds(pairs.length, () => {
  for (const [enterprise, unit] of pairs) compareNames(enterprise, unit, enterprise.names[0], unit.names[0], gazetteer);
});

console.table([
  { what: 'parse a name', microseconds: parse.toFixed(2), goal: GOALS.parseMicroseconds },
  { what: 'compare two names', microseconds: compare.toFixed(2), goal: GOALS.compareMicroseconds },
]);
