import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ROOT } from './lib/root.mjs';
import { say } from './lib/progress.mjs';
import { findFilters } from './mutate/find-filters.mjs';
import { setUp } from './setup.mjs';

// Takes every filter out of the built code, one at a time, and lets the tests of access look whether they miss it. One that nobody misses
// either filters nothing or is not tested: the run fails. Takes minutes; not part of `npm test`.

const MUTATED = 'dist-mutated';
const JEST = ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning', 'node_modules/jest/bin/jest.js'];
const SECONDS = 600;
/** Names of tests: a right that a route demands is looked at in the table, all else in the world of two cities. */
const TABLE = 'the table';
const WORLD = 'SQLite';
const EVERYTHING = `${TABLE}|${WORLD}`;

const { values } = parseArgs({
  options: {
    // A regular expression on file and text of the filter.
    only: { type: 'string', default: '' },
    // condition, question, narrowing or demand.
    rule: { type: 'string', default: '' },
    list: { type: 'boolean', default: false },
  },
});

await setUp();
const wanted = new RegExp(values.only);
const filters = findFilters(join(ROOT, 'dist')).filter(
  ({ rule, file, what }) => (values.rule === '' || rule === values.rule) && wanted.test(`${file} ${what}`),
);
if (filters.length === 0) throw new Error('No filter was found: either there is none any more, or they are written in another way.');
say(`找到 ${filters.length} 处范围过滤`, `${filters.length} filters found`);
for (const filter of filters) process.stdout.write(`${describe(filter)}\n`);
if (!values.list) process.exitCode = await run();

async function run() {
  const scratch = mkdtempSync(join(tmpdir(), 'mutate-'));
  const mutated = join(ROOT, MUTATED);
  try {
    cpSync(join(ROOT, 'dist'), mutated, { recursive: true });
    // The world is filled once, by the code as it is, and its tests have to pass.
    const untouched = await test(scratch, 'dist', EVERYTHING);
    if (untouched !== undefined) throw new Error(`Without any change the tests fail: ${untouched}`);
    return await mutateAll(scratch, mutated);
  } finally {
    rmSync(mutated, { recursive: true, force: true });
    rmSync(scratch, { recursive: true, force: true });
  }
}

async function mutateAll(scratch, mutated) {
  const survivors = [];
  for (const [i, filter] of filters.entries()) {
    const target = join(mutated, filter.file);
    const text = readFileSync(filter.path, 'utf8');
    writeFileSync(target, text.slice(0, filter.start) + filter.replacement + text.slice(filter.end));
    const missed = await test(scratch, MUTATED, filter.rule === 'demand' ? TABLE : WORLD);
    writeFileSync(target, text);
    if (missed === undefined) survivors.push(filter);
    process.stdout.write(
      `${String(i + 1).padStart(3)}/${filters.length} ${missed === undefined ? 'SURVIVED' : 'killed  '} ${describe(filter)}\n`,
    );
    if (missed !== undefined) process.stdout.write(`            by ${missed}\n`);
  }
  process.stdout.write(`\n${filters.length - survivors.length} killed, ${survivors.length} survived\n`);
  for (const filter of survivors) process.stdout.write(`SURVIVED ${describe(filter)}\n`);
  return survivors.length === 0 ? 0 : 1;
}

/** Runs the tests of access against a build; the first that fails, undefined where none does. */
function test(scratch, dist, names) {
  const args = [...JEST, '--selectProjects', 'e2e', '--testPathPatterns', 'test/access/every-route', '--runInBand', '-t', names];
  const child = spawn(process.execPath, [...args, '--reporters', join(ROOT, 'scripts/mutate/first-failure.mjs')], {
    cwd: ROOT,
    detached: true,
    stdio: ['ignore', 'pipe', 'ignore'],
    env: { ...process.env, TEST_DIST: dist, ACCESS_WORLD: join(scratch, 'world'), TMPDIR: mkdtempSync(join(scratch, 'tmp-')) },
  });
  return new Promise((resolve) => {
    let said = '';
    // Its own process group: the application that the tests have started ends with them.
    const end = (missed) => {
      clearTimeout(timer);
      killGroup(child.pid);
      resolve(missed);
    };
    const timer = setTimeout(() => end('a test that does not end'), SECONDS * 1000);
    child.stdout.on('data', (chunk) => {
      said += chunk;
      const failure = /FIRST FAILURE (.*)\n/.exec(said)?.[1];
      if (failure !== undefined) end(failure);
    });
    child.on('exit', (code) => end(code === 0 ? undefined : 'a test file that does not run'));
  });
}

function killGroup(pid) {
  try {
    process.kill(-pid, 'SIGKILL');
  } catch (error) {
    if (error.code !== 'ESRCH') throw error;
  }
}

function describe({ rule, file, line, what }) {
  return `${rule.padEnd(9)} ${file}:${line} ${what.replace(/\s+/g, ' ').slice(0, 100)}`;
}
