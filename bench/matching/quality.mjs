/**
 * The quality of matching on invented cities whose truth is known, per kind of noise, beside three baselines on the same data.
 *
 *   npm run bench:matching -- [--enterprises 20000] [--units 20000] [--seeds 2,3] [--mix natural,adversarial] [--off kind,kind] [--json]
 *       [--wrong 10] [--no-baselines] [--dist dist]
 *
 * Rules, weights and thresholds were chosen on seed 1 only; the default seeds are others. `--off` switches kinds of noise and distractors off.
 */
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { runBaselines } from './baselines.mjs';
import { makeCity } from './city.mjs';
import { goalsOf } from './goals.mjs';
import { likenessOf } from './likeness.mjs';
import { measure } from './measure.mjs';
import { MIXES } from './mixes.mjs';
import { report } from '../lib/report.mjs';
import { briefOf, printReport } from './report.mjs';

const { values: options } = parseArgs({
  options: {
    enterprises: { type: 'string', default: '20000' },
    units: { type: 'string', default: '20000' },
    seeds: { type: 'string', default: '2,3' },
    mix: { type: 'string', default: 'natural,adversarial' },
    off: { type: 'string', default: '' },
    json: { type: 'boolean', default: false },
    wrong: { type: 'string', default: '0' },
    'no-baselines': { type: 'boolean', default: false },
    dist: { type: 'string', default: 'dist' },
  },
});
const dist = (name) => import(pathToFileURL(resolve(options.dist, name)).href);
const [{ matchAll }, { RegionTree }] = await Promise.all([dist('matching/domain/index.js'), dist('kernel/index.js')]);

const off = new Set(options.off.split(','));
const without = (weights) => Object.fromEntries(Object.entries(weights).filter(([kind]) => !off.has(kind)));

function run(mixName, seed, withBaselines) {
  const mix = MIXES[mixName];
  const city = makeCity({
    seed,
    enterprises: Number(options.enterprises),
    units: Number(options.units),
    mix: { ...mix, noise: without(mix.noise), distractors: without(mix.distractors) },
  });
  const from = performance.now();
  const outcome = matchAll({ ...city, regions: new RegionTree(city.regions) });
  const seconds = (performance.now() - from) / 1000;
  const result = { mix: mixName, seed, seconds, size: sizeOf(city), ...measure(city, outcome) };
  return { ...result, baselines: withBaselines ? runBaselines(city) : [], goals: goalsOf(mixName, result) };
}

function sizeOf({ enterprises, units, truth, regions, firms }) {
  const counties = regions.filter(({ level }) => level === 'county').length;
  return { enterprises: enterprises.length, units: units.length, links: truth.length, counties, ...likenessOf(firms) };
}

const results = options.mix
  .split(',')
  .flatMap((mix) => options.seeds.split(',').map((seed, i) => run(mix, Number(seed), !options['no-baselines'] && i === 0)));
if (options.json) report(briefOf(results, Number(options.enterprises)));
else for (const result of results) printReport(result, Number(options.wrong));
