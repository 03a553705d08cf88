/**
 * 300 people at work on a province: clerks and leaders of its counties and reviewers, each asking for something every ten seconds. Build first.
 *
 *   npm run load -- [--database sqlite|mariadb|both] [--counties 100] [--enterprises 500] [--workers 20] [--seconds 90] [--dist dist] [--json]
 *
 * 50,000 enterprises with 1,000,000 workers by name, in rosters and in enrolment. One web process on loopback; sessions are rows, since logging in
 * (argon2) is counted apart. Times are from sending to the whole answer. BENCH_MARIADB_URL, BENCH_REDIS_URL as in bench/report-scale.mjs.
 * `--kept <name>`: the filled database stays under this name, and is used again. `--alone`: every route once at a time instead, which shows what each costs. `--profile <folder>`: the server writes a CPU profile there.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import autocannon from 'autocannon';
import { addPeople, begunElsewhere, PASSWORD, scriptOf } from './lib/office.mjs';
import { watchMemory } from './lib/process-tree.mjs';
import { DUE_ON, fillProvince, provincePack } from './lib/province.mjs';
import { atLeast, atMost, report } from './lib/report.mjs';
import { withKept, withScratch } from './lib/scratch.mjs';

const ROOT = dirname(import.meta.dirname);
const GOALS_MS = { read: 300, write: 500 };
const SESSIONS = 300;
/** Each connection serves so many people in turn and asks once a second. */
const SESSIONS_PER_CONNECTION = 10;
const LOG_INS = 20;
const HEADER = ['', 'requests', 'median, ms', 'p95, ms', 'longest, ms'];

const { values: options } = parseArgs({
  options: {
    database: { type: 'string', default: 'both' },
    counties: { type: 'string', default: '100' },
    enterprises: { type: 'string', default: '500' },
    workers: { type: 'string', default: '20' },
    seconds: { type: 'string', default: '90' },
    dist: { type: 'string', default: 'dist' },
    profile: { type: 'string' },
    alone: { type: 'boolean', default: false },
    kept: { type: 'string' },
    'fill-only': { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
  },
});
const sizes = { counties: Number(options.counties), enterprises: Number(options.enterprises), cases: 20, workers: Number(options.workers) };
const dist = (name) => import(pathToFileURL(resolve(options.dist, name)).href);

const outcomes = [];
const kinds = options.database === 'both' ? ['mariadb', 'sqlite'] : [options.database];
for (const kind of kinds) {
  const work = (env) => measure(kind, env);
  outcomes.push(await (options.kept === undefined ? withScratch(kind, 'load', work) : withKept(kind, options.kept, work)));
}
if (options.json) report(reportOf(outcomes.filter(({ lines }) => lines)));
if (!options.json && outcomes.some(({ goals }) => goals.some(({ met }) => !met))) process.exitCode = 1;

async function measure(kind, scratch) {
  const env = { ...scratch, REGION_PACK: provincePack(join(scratch.DATA_DIR, 'pack'), ROOT, sizes.counties) };
  const people = await filled(kind, env);
  if (options['fill-only']) return { goals: [] };
  const server = await startServer(env);
  try {
    if (options.alone) return await askAlone(server.address, people);
    return await work(kind, server, people);
  } finally {
    const ended = once(server.process, 'exit');
    server.process.kill('SIGTERM');
    await ended;
  }
}

/** Those who work in the province, whose data are written now unless they are kept from before. */
async function filled(kind, env) {
  const file = join(env.DATA_DIR, 'people.json');
  if (!existsSync(file)) writeFileSync(file, JSON.stringify(await fill(kind, env)));
  return JSON.parse(readFileSync(file, 'utf8'));
}

/** The province, its open reports and its people, written by this process. */
async function fill(kind, env) {
  for (const name of ['DATABASE_URL', 'REDIS_URL']) delete process.env[name];
  Object.assign(process.env, env);
  const [{ configFromEnvironment, createContext }, { PlanReports }, { Reconciler }] = await Promise.all(
    ['bootstrap.js', 'reporting/plan-reports.js', 'platform/jobs/index.js'].map(dist),
  );
  const context = await createContext({ ...configFromEnvironment(), role: 'web' });
  try {
    const from = performance.now();
    const { enterprises, workers } = await fillProvince(context, options.dist, sizes);
    const reports = await context.get(PlanReports, { strict: false }).planDueOn(DUE_ON);
    await context.get(Reconciler, { strict: false }).runDue(['reporting.open-turn']);
    console.log(`${kind}: ${enterprises} enterprises, ${workers} workers in ${((performance.now() - from) / 1000).toFixed(0)} s`);
    return await addPeople(context, dist, { sessions: SESSIONS, sizes, reports });
  } finally {
    await context.close();
  }
}

async function startServer(env) {
  const profile = options.profile === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${resolve(options.profile)}`];
  const server = spawn(process.execPath, [...profile, resolve(options.dist, 'main.js')], {
    env: { ...env, ROLE: 'web', PORT: '0', LOG_LEVEL: 'warn' },
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  for await (const line of createInterface({ input: server.stdout })) {
    const address = /http:\/\/127\.0\.0\.1:\d+/.exec(line)?.[0];
    if (address) return { process: server, address };
  }
  throw new Error('The server did not start.');
}

/** What each route costs where nobody else asks. */
async function askAlone(address, people) {
  const scripts = ['municipal-reviewer', 'county-clerk', 'county-leader'].map((role) => scriptOf(people.find((one) => one.role === role)));
  for (let round = 0; round < 3; round++) {
    for (const step of scripts.flat()) {
      const from = performance.now();
      const { method, path, headers, body } = step.request();
      const response = await fetch(address + path, { method, headers, ...(body === undefined ? {} : { body }) });
      const text = await response.text();
      step.answered(response.status, text);
      const size = `${(text.length / 1024).toFixed(0)} KiB`;
      console.log(`${round} ${step.label}: ${(performance.now() - from).toFixed(0)} ms, ${response.status}, ${size}`);
      if (response.status >= 400) console.log(text.slice(0, 300));
    }
  }
  return { goals: [] };
}

async function work(kind, server, people) {
  const logIn = await logInTimes(server.address, people);
  await warm(server.address, people);
  const peak = watchMemory(server.process.pid);
  const cpuFrom = process.cpuUsage();
  const times = await fire(server.address, people);
  const name = kind === 'mariadb' ? 'MariaDB' : 'SQLite';
  const outcome = outcomeOf(name, times, logIn);
  const { user, system } = process.cpuUsage(cpuFrom);
  for (const [label, ...cells] of outcome.lines) console.log([label.padEnd(44), ...cells.map((cell) => cell.padStart(8))].join(' '));
  console.log(`${name}: peak ${(peak() / 2 ** 20).toFixed(0)} MiB, CPU of this side ${((user + system) / 1e6).toFixed(0)} s`);
  for (const goal of outcome.goals) console.log(`${goal.met ? 'reached' : 'MISSED'}: ${goal.what}, ${goal.goal}: ${goal.measured}`);
  return outcome;
}

/** Everybody has been at work before: each county's and the province's pages have been asked for once. */
async function warm(address, people) {
  const from = performance.now();
  for (const person of people) {
    for (const step of scriptOf(person).filter(({ warms }) => warms)) {
      const { method, path, headers } = step.request();
      await (await fetch(address + path, { method, headers })).arrayBuffer();
    }
  }
  console.log(`warmed in ${((performance.now() - from) / 1000).toFixed(0)} s`);
}

async function logInTimes(address, people) {
  const times = [];
  for (const { username } of people.slice(0, LOG_INS)) {
    const from = performance.now();
    const response = await fetch(`${address}/api/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ username, password: PASSWORD }),
    });
    if (!response.ok) throw new Error(`Logging in: ${response.status} ${await response.text()}`);
    times.push(performance.now() - from);
  }
  return times;
}

async function fire(address, people) {
  const times = new Map();
  const errors = [];
  const take = ({ step, status, body }, milliseconds) => {
    const line = times.get(step.label) ?? { kind: step.kind, all: [] };
    line.all.push(milliseconds);
    times.set(step.label, line);
    if (status >= 400) errors.push(`${step.label}: ${status} ${String(body).slice(0, 200)}`);
  };
  // The answer's step and its time come right after one another, in one turn of the event loop.
  let answered;
  const requestsOf = (group) =>
    interleaved(group.map((person) => begunElsewhere(person))).map((step) => ({
      method: 'GET',
      path: '/health',
      setupRequest: (request) => ({ ...request, ...step.request() }),
      onResponse: (status, body) => {
        answered = { step, status, body };
        step.answered(status, body);
      },
    }));
  const groups = Array.from({ length: SESSIONS / SESSIONS_PER_CONNECTION }, (_, i) =>
    people.filter((_person, index) => index % (SESSIONS / SESSIONS_PER_CONNECTION) === i),
  );
  const runs = [];
  // One after another: connections of one run all ask at the same instant of each second.
  for (const group of groups) {
    const run = autocannon({
      url: address,
      connections: 1,
      connectionRate: 1,
      duration: Number(options.seconds),
      timeout: 30,
      setupClient: (client) => client.setRequests(requestsOf(group)),
    });
    run.on('response', (_client, _status, _bytes, milliseconds) => take(answered, milliseconds));
    runs.push(run);
    await pause(1000 / groups.length);
  }
  const results = await Promise.all(runs);
  const sum = (of) => results.reduce((total, result) => total + of(result), 0);
  for (const error of errors.slice(0, 10)) console.log(error);
  return {
    times,
    errors: errors.length + sum((result) => result.errors + result.timeouts),
    requests: sum((result) => result.requests.total),
  };
}

/** One step of each person after another's. */
function interleaved(scripts) {
  const longest = Math.max(...scripts.map(({ length }) => length));
  return Array.from({ length: longest }, (_, i) => scripts.flatMap((steps) => steps[i % steps.length])).flat();
}

function outcomeOf(name, { times, errors, requests }, logIn) {
  const lines = [...times].sort(([a], [b]) => a.localeCompare(b)).map(([label, { all }]) => [`${name}: ${label}`, ...figures(all)]);
  const of = (kind) => [...times.values()].filter((line) => line.kind === kind).flatMap(({ all }) => all);
  const summary = [
    [`${name}: all reads`, ...figures(of('read'))],
    [`${name}: all writes`, ...figures(of('write'))],
    [`${name}: logging in, one at a time`, ...figures(logIn)],
  ];
  const goals = [
    atMost(`${name}: reads, p95`, GOALS_MS.read, percentile(of('read'), 0.95), 'ms'),
    atMost(`${name}: writes, p95`, GOALS_MS.write, percentile(of('write'), 0.95), 'ms'),
    // Nothing asked for is nothing measured.
    atLeast(`${name}: reads and writes made, the fewer of both`, 1, Math.min(of('read').length, of('write').length), ''),
    atMost(`${name}: errors among ${requests.toLocaleString('en')} requests`, 0, errors, ''),
  ];
  return { lines: [...lines, ...summary], goals, requests };
}

function figures(all) {
  return [String(all.length), ...[0.5, 0.95, 1].map((share) => percentile(all, share).toFixed(0))];
}

function percentile(all, share) {
  const sorted = [...all].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

function reportOf(all) {
  const rows = sizes.counties * sizes.enterprises * sizes.workers;
  const tables = [{ header: HEADER, lines: all.flatMap(({ lines }) => lines) }];
  return { bench: 'load', rows, results: [], tables, goals: all.flatMap(({ goals }) => goals) };
}
