// Matches a registry with an enrolment of the same size in parts, as the jobs do, by one and by two processes, and again after a few rows have
// changed. Build first.
// usage: node bench/matching/scale.mjs [--records 100000] [--workers 1,2] [--changed 0.01] [--seed 2] [--mix natural] [--dist dist] [--json]
// The engine alone: rows come from files and candidates are only counted.
import { fork } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { watchMemory } from '../lib/process-tree.mjs';
import { atMost, report } from '../lib/report.mjs';
import { cityFolder, readCity, readRows, SIDES } from './city-files.mjs';

const HERE = fileURLToPath(import.meta.url);
const mebibytes = (bytes) => `${(bytes / 2 ** 20).toFixed(0)} MiB`;
const { values: options } = parseArgs({
  options: {
    records: { type: 'string', default: '100000' },
    workers: { type: 'string', default: '1,2' },
    changed: { type: 'string', default: '0.01' },
    edits: { type: 'string', default: 'mixed,renamed' },
    verify: { type: 'boolean', default: false },
    seed: { type: 'string', default: '2' },
    mix: { type: 'string', default: 'natural' },
    dist: { type: 'string', default: 'dist' },
    role: { type: 'string', default: 'measure' },
    json: { type: 'boolean', default: false },
  },
});

/** A full run of a million on two cores; what a re-import may take of it, in percent. */
const GOALS = { seconds: 150, peakMiB: 2048, changedPercent: 1.5, twoWorkersPercent: 100 };
/** See `cityFolder`. */
const EDITS = options.edits.split(',');

if (options.role === 'work') work();
else await measure();

async function measure() {
  const folder = await cityFolder(options);
  const { segments } = readCity(folder);
  const lines = [];
  for (const workers of options.workers.split(',').map(Number)) {
    const shelves = mkdtempSync(join(tmpdir(), 'bench-matching-'));
    const peak = watchMemory(process.pid);
    const full = await run({ folder, rows: 'rows', shelf: join(shelves, 'full'), previous: null, segments, workers });
    const next = {};
    for (const edits of EDITS) {
      const shelf = join(shelves, edits);
      next[edits] = await run({ folder, rows: edits, shelf, previous: join(shelves, 'full'), segments, workers });
      if (options.verify) await verify({ folder, edits, shelf, again: join(shelves, `${edits}-anew`), segments, workers });
    }
    lines.push({ workers, peak: peak(), full, next });
    rmSync(shelves, { recursive: true, force: true });
  }
  print(lines);
  if (options.json) report(reportOf(lines));
}

function print(lines) {
  console.log(`${options.records} enterprises, ${options.records} units, ${options.mix}, seed ${options.seed}`);
  for (const { workers, peak, full, next } of lines) {
    const phases = (times) =>
      Object.entries(times)
        .map(([phase, { wall, cpu }]) => `${phase} ${wall.toFixed(1)} (${cpu.toFixed(1)})`)
        .join(', ');
    console.log(`${workers} worker(s): seconds, in brackets seconds of CPU; peak of all processes ${mebibytes(peak)}`);
    console.log(`  all anew: ${full.seconds.toFixed(1)} s (${phases(full.phases)}); ${JSON.stringify(full.counts)}`);
    for (const [edits, { seconds, counts, ...rest }] of Object.entries(next)) {
      const share = ((100 * seconds) / full.seconds).toFixed(1);
      console.log(`  ${namedEdits(edits)}: ${seconds.toFixed(1)} s = ${share} % (${phases(rest.phases)}); ${JSON.stringify(counts)}`);
    }
  }
  const [one, two] = [lines.find(({ workers }) => workers === 1), lines.find(({ workers }) => workers === 2)];
  if (one && two) console.log(`two workers take ${((100 * two.full.seconds) / one.full.seconds).toFixed(0)} % of the time of one`);
}

function reportOf(lines) {
  const named = lines.flatMap(({ workers, peak, full, next }) => [
    resultOf(`${workers} worker(s), all anew`, full, peak),
    ...Object.entries(next).map(([edits, after]) => resultOf(`${workers} worker(s), ${namedEdits(edits)}`, after, peak)),
  ]);
  const [one, two] = [lines.find(({ workers }) => workers === 1), lines.find(({ workers }) => workers === 2)];
  const best = two ?? lines[0];
  const goals = [
    atMost('a full run', GOALS.seconds, best.full.seconds, 's'),
    atMost('peak memory of all processes', GOALS.peakMiB, best.peak / 2 ** 20, 'MiB'),
    ...Object.entries(best.next).map(([edits, { seconds }]) =>
      atMost(`a run after ${namedEdits(edits)}, of a full run`, GOALS.changedPercent, (100 * seconds) / best.full.seconds, '%'),
    ),
    ...(one && two
      ? [atMost('two workers, of the time of one', GOALS.twoWorkersPercent, (100 * two.full.seconds) / one.full.seconds, '%')]
      : []),
  ];
  return { bench: 'matching-scale', rows: Number(options.records), results: named, goals };
}

function namedEdits(edits) {
  return `${Number(options.changed) * 100} % ${edits === 'mixed' ? 'changed' : edits}`;
}

function resultOf(name, { seconds, phases }, peak) {
  const cpuSeconds = Object.values(phases).reduce((sum, { cpu }) => sum + cpu, 0);
  return { name, seconds, cpuSeconds, rowsPerSecond: Number(options.records) / seconds, peakMiB: peak / 2 ** 20 };
}

/** One run: the parts of a phase are dealt out to whoever is free; a phase begins when the one before has ended. */
async function run({ folder, rows, shelf, previous, segments, workers }) {
  const crew = Array.from({ length: workers }, () => fork(HERE, ['--role', 'work', '--dist', options.dist], { serialization: 'advanced' }));
  const counts = {};
  const phase = async (name, parts) => {
    const waiting = [...parts];
    let cpu = 0;
    await Promise.all(
      crew.map(async (worker) => {
        for (let part = waiting.shift(); part !== undefined; part = waiting.shift()) {
          const answer = await ask(worker, { folder, rows, shelf, previous, phase: name, part });
          for (const [key, count] of Object.entries(answer.counts)) counts[key] = (counts[key] ?? 0) + count;
          cpu += answer.cpu;
        }
      }),
    );
    return cpu;
  };
  const phases = {};
  // Workers of the service run already.
  await Promise.all(crew.map((worker) => ask(worker, { folder, shelf, previous, phase: 'wake' })));
  const began = performance.now();
  for (const [name, parts] of [
    ['prepare', SIDES.flatMap((side) => segments[side].map((segment) => ({ side, segment })))],
    ['count', [0, 1, 2, 3, 4, 5, 6, 7].map((bucket) => ({ bucket, segments }))],
    ['plan', [{ segments }]],
    ['join', [0, 1, 2, 3, 4, 5, 6, 7]],
    ['decide', segments.enterprise],
    ['settle', [0]],
    ['explain', segments.enterprise],
  ]) {
    const from = performance.now();
    const cpu = await phase(name, parts);
    phases[name] = { wall: (performance.now() - from) / 1000, cpu };
  }
  const seconds = (performance.now() - began) / 1000;
  for (const worker of crew) worker.kill();
  return { seconds, phases, counts };
}

function ask(worker, message) {
  return new Promise((answered, failed) => {
    worker.once('message', answered);
    worker.once('exit', (code) => failed(new Error(`A worker ended with ${code}.`)));
    worker.setMaxListeners(0);
    worker.send(message);
  });
}

/** A process that does parts. */
function work() {
  let engine;
  let at;
  const onward = () => Promise.resolve();
  const dist = (name) => import(pathToFileURL(resolve(options.dist, name)).href);
  const open = async ({ folder, shelf, previous }) => {
    if (at === shelf) return engine;
    const [{ MatchingEngine }, { Shelf }, { RegionTree }] = await Promise.all(
      ['matching/engine/matching-engine.js', 'matching/engine/shelf.js', 'kernel/index.js'].map(dist),
    );
    const { regions } = readCity(folder);
    at = shelf;
    engine = new MatchingEngine(new Shelf(shelf), previous ? new Shelf(previous) : null, new RegionTree(regions));
    return engine;
  };
  const phases = {
    wake: async () => ({}),
    async prepare({ side, segment }, { folder, rows, previous }) {
      const read = readRows(folder, rows, side, segment);
      if (previous) await engine.amend(side, segment, { ids: read.map(({ id }) => id), rows: read }, onward);
      else await engine.prepare(side, segment, read, onward);
      return {};
    },
    count: async ({ bucket, segments }) => (await engine.count(bucket, segments, onward), {}),
    plan: async ({ segments }) => (await engine.plan(segments, { decided: [], touched: [] }, onward), {}),
    join: async (bucket) => (await engine.join(bucket, onward), {}),
    decide: async (segment) => (await engine.decide(segment, onward), {}),
    settle: async () => ({ concerned: (await engine.settle(onward)).size }),
    async explain(segment) {
      const counts = { enterprises: 0, auto: 0, review: 0, bytes: 0 };
      for await (const { candidates } of engine.explain(segment)) {
        counts.enterprises += 1;
        for (const candidate of candidates) {
          counts[candidate.status] += 1;
          counts.bytes += JSON.stringify(candidate).length;
        }
      }
      return counts;
    },
  };
  process.on('message', (message) => {
    const before = process.cpuUsage();
    const used = () => Object.values(process.cpuUsage(before)).reduce((sum, micros) => sum + micros, 0) / 1e6;
    void open(message)
      .then(() => phases[message.phase](message.part, message))
      .then((counts) => process.send({ counts, cpu: used() }));
  });
}

/** Whether what is chosen after changes is what a run all anew chooses; ends with an error where it is not. */
async function verify({ folder, edits, shelf, again, segments, workers }) {
  const { Shelf } = await import(pathToFileURL(resolve(options.dist, 'matching/engine/shelf.js')).href);
  for (const side of SIDES) {
    for (const segment of segments[side]) {
      const changed = new Map(readRows(folder, edits, side, segment).map((row) => [row.id, row]));
      const all = readRows(folder, 'rows', side, segment).map((row) => changed.get(row.id) ?? row);
      writeFileSync(join(folder, `anew-${side}-${segment}.json`), JSON.stringify(all));
    }
  }
  await run({ folder, rows: 'anew', shelf: again, previous: null, segments, workers });
  for (const segment of segments.enterprise) {
    const [one, other] = await Promise.all([shelf, again].map((name) => new Shelf(name).get(`chosen-${segment}`)));
    const grounds = ({ facts }, number) => facts.groundNames[number - 1];
    for (const column of ['enterprises', 'units', 'tiers', 'ranks']) {
      const [a, b] = [one, other].map((sheet) => (column === 'enterprises' || column === 'units' ? sheet.u32(column) : sheet.u8(column)));
      if (Buffer.compare(Buffer.from(a.buffer), Buffer.from(b.buffer)) !== 0) throw new Error(`${edits}: ${column} of segment ${segment} differ.`);
    }
    if (one.u8('grounds').some((number, i) => grounds(one, number) !== grounds(other, other.u8('grounds')[i])))
      throw new Error(`${edits}: grounds of segment ${segment} differ.`);
  }
  rmSync(again, { recursive: true, force: true });
  console.log(`  ${namedEdits(edits)}: the same is chosen as all anew`);
}
