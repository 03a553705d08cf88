// Measures a whole import of persons: read, validate, plan, apply. Build first.
// usage: node bench/import-persons.mjs [--rows 1000000] [--format csv|xlsx] [--database sqlite|mariadb|both] [--dist dist] [--again] [--json]
// --again imports a second month after the first, so that every row is compared with one that is known.
// MariaDB: BENCH_MARIADB_URL, by default root at 127.0.0.1:3306; a database of its own is made and dropped.
import { spawn } from 'node:child_process';
import { statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { withDatabase } from './lib/databases.mjs';
import { personsFile } from './lib/persons.mjs';
import { atLeast, atMost, report } from './lib/report.mjs';
import { watchMemory } from './lib/process-tree.mjs';

const mebibytes = (bytes) => `${(bytes / 2 ** 20).toFixed(0)} MiB`;
const HERE = fileURLToPath(import.meta.url);
const GOALS = { rowsPerSecond: { sqlite: 40_000, mariadb: 25_000 }, peakMiB: 500, p99Ms: 50 };
const { values: options } = parseArgs({
  options: {
    rows: { type: 'string', default: '1000000' },
    format: { type: 'string', default: 'csv' },
    database: { type: 'string', default: 'both' },
    dist: { type: 'string', default: 'dist' },
    again: { type: 'boolean', default: false },
    import: { type: 'string' },
    json: { type: 'boolean', default: false },
  },
});

if (options.import === undefined) await measure();
else await importHere(options.import);

async function measure() {
  const rows = Number(options.rows);
  const file = await personsFile(join(tmpdir(), 'dust-bench'), rows, options.format);
  console.log(`${rows} rows, ${options.format}, ${mebibytes(statSync(file).size)}`);
  const results = [];
  for (const database of options.database === 'both' ? ['sqlite', 'mariadb'] : [options.database]) {
    const { imports, peak } = await withDatabase(database, 'persons', (env) => run(file, env));
    for (const line of [...imports.map(described), `peak memory of the process and its children ${mebibytes(peak)}`])
      console.log(`${database}: ${line}`);
    results.push(resultOf(database, imports[0], peak));
  }
  if (options.json) report({ bench: 'import-persons', rows, results, goals: results.flatMap(goalsOf) });
}

function resultOf(name, { rows, seconds, cpu, delay }, peak) {
  return { name, seconds, cpuSeconds: cpu, rowsPerSecond: rows / seconds, peakMiB: peak / 2 ** 20, p99Ms: delay.p99 };
}

function goalsOf({ name, rowsPerSecond, peakMiB, p99Ms }) {
  return [
    atLeast(`${name}: rows imported per second`, GOALS.rowsPerSecond[name], rowsPerSecond, 'rows/s'),
    atMost(`${name}: peak memory of server and child`, GOALS.peakMiB, peakMiB, 'MiB'),
    atMost(`${name}: event-loop delay, p99`, GOALS.p99Ms, p99Ms, 'ms'),
  ];
}

/** The import in a process of its own, whose memory is watched from outside. */
async function run(file, env) {
  const args = [HERE, '--import', file, '--dist', options.dist, ...(options.again ? ['--again'] : [])];
  const child = spawn(process.execPath, [...process.execArgv, ...args], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  const peak = watchMemory(child.pid);
  const imports = [];
  for await (const line of createInterface({ input: child.stdout })) if (line.startsWith('{')) imports.push(JSON.parse(line));
  const code = child.exitCode ?? (await new Promise((done) => child.once('exit', done)));
  if (code !== 0) throw new Error(`The import ended with ${code}.`);
  return { imports, peak: peak() };
}

function described({ month, rows, seconds, cpu, delay, counts }) {
  const changes = `${counts.new} new, ${counts.changed} changed, ${counts.unchanged} unchanged, ${counts.missing} missing`;
  const delays = `event-loop delay p50 ${delay.p50} p99 ${delay.p99} max ${delay.max} ms`;
  return `${month}: ${Math.round(rows / seconds)} rows/s (${seconds.toFixed(1)} s, of which CPU of the server ${cpu.toFixed(1)} s), ${delays}; ${changes}`;
}

async function importHere(file) {
  const { monitorEventLoopDelay } = await import('node:perf_hooks');
  const dist = (name) => import(pathToFileURL(resolve(options.dist, name)).href);
  const [{ configFromEnvironment, createContext }, { ImportWorkbook }, { systemPrincipal }, { RegionSource }] = await Promise.all(
    ['bootstrap.js', 'intake/index.js', 'access/index.js', 'geography/index.js'].map(dist),
  );
  const context = await createContext({ ...configFromEnvironment(), role: 'web' });
  const regions = context.get(RegionSource);
  const principal = systemPrincipal(await regions.tree(), (await regions.cityCodes())[0]);
  for (const month of options.again ? ['2022-11', '2022-12'] : ['2022-12']) {
    const delay = monitorEventLoopDelay({ resolution: 5 });
    delay.enable();
    const [from, cpuFrom] = [performance.now(), process.cpuUsage()];
    const batch = await context.get(ImportWorkbook).run(principal, { kind: 'enrolment-person', file, fileName: 'persons', asOf: month });
    const seconds = (performance.now() - from) / 1000;
    const { user, system } = process.cpuUsage(cpuFrom);
    delay.disable();
    const milliseconds = (nanoseconds) => Math.round(nanoseconds / 1e6);
    const delays = { p50: milliseconds(delay.percentile(50)), p99: milliseconds(delay.percentile(99)), max: milliseconds(delay.max) };
    console.log(JSON.stringify({ month, rows: batch.rows, seconds, cpu: (user + system) / 1e6, delay: delays, counts: batch.counts }));
  }
  await context.close();
}
