import { fork } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { makeCase, sources } from './fuzz/cases.mjs';
import { cellsOf } from './fuzz/cells.mjs';
import { ROOT } from './lib/root.mjs';
import { setUp } from './setup.mjs';

// Damages valid workbooks in thousands of ways and reads what comes out: it has to be refused, or be read without a fault; where a checksum
// covers the damage, never as other rows. A case that hangs or kills its worker is read again as the server reads.

const WORKERS = 2;
const CASE_SECONDS = 6;
const SLOWEST_SHOWN = 3;

const { values } = parseArgs({
  options: {
    count: { type: 'string', default: '10000' },
    seed: { type: 'string', default: String(Math.floor(Date.now() / 86_400_000)) },
    only: { type: 'string' },
    // A regular expression on the names of the files to start from, such as \.xls$.
    files: { type: 'string', default: '' },
  },
});
const seed = Number(values.seed);
const first = values.only === undefined ? 0 : Number(values.only);
const end = values.only === undefined ? Number(values.count) : first + 1;

await setUp();
const { KillableWorkbookOpener } = await import('../dist/intake/readers/killable-workbook-opener.js');
const files = sources(values.files);
const scratch = mkdtempSync(join(tmpdir(), 'fuzz-'));
const tally = new Map();
const findings = [];
const slowest = [];
const killed = [];
const from = performance.now();
let next = first;
await Promise.all(Array.from({ length: WORKERS }, (_, i) => work(join(scratch, String(i)))));
rmSync(scratch, { recursive: true });
report();

async function work(file) {
  let worker = start(file);
  for (let index = next++; index < end; index = next++) {
    const began = performance.now();
    let result = await ask(worker, index);
    if (!result) {
      worker.kill('SIGKILL');
      result = { index, ...(await readAsTheServerDoes(index, file)) };
      worker = start(file);
    }
    note(result, (performance.now() - began) / 1000);
  }
  worker.disconnect();
}

function start(file) {
  return fork(join(ROOT, 'scripts/fuzz/worker.mjs'), [file, values.files], {
    execArgv: ['--max-old-space-size=512', '--no-warnings'],
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
}

/** What the worker says; undefined when it dies or takes too long. */
function ask(worker, index) {
  return new Promise((resolve) => {
    const impatient = setTimeout(resolve, CASE_SECONDS * 1000);
    const settle = (answer) => {
      clearTimeout(impatient);
      worker.off('message', settle);
      worker.off('exit', died);
      resolve(answer);
    };
    const died = () => settle(undefined);
    worker.once('message', settle);
    worker.once('exit', died);
    worker.send({ seed, index }, () => undefined);
  });
}

async function readAsTheServerDoes(index, file) {
  const { source, mutation, bytes } = makeCase(files, seed, index);
  writeFileSync(file, bytes);
  const opener = new KillableWorkbookOpener({ limits: { cpuSeconds: 3, silenceSeconds: 20 } });
  try {
    await cellsOf(await opener.open(file));
    return { source, mutation, outcome: 'slow' };
  } catch (error) {
    return { source, mutation, outcome: error.name === 'Problem' ? 'reader killed' : 'FAULT', code: error.code };
  }
}

function note(result, seconds) {
  tally.set(result.outcome, (tally.get(result.outcome) ?? 0) + 1);
  slowest.push({ seconds, index: result.index, source: result.source });
  slowest.sort((a, b) => b.seconds - a.seconds).splice(SLOWEST_SHOWN);
  if (result.outcome === 'reader killed') killed.push(result);
  if (result.outcome === result.outcome.toUpperCase()) findings.push(result);
}

function report() {
  const seconds = (performance.now() - from) / 1000;
  const started = values.files === '' ? '' : ` --files '${values.files}'`;
  const counts = Array.from(tally, ([outcome, count]) => `${outcome} ${count}`).join(', ');
  console.log(`${end - first} cases of seed ${seed} from ${files.length} files in ${seconds.toFixed(1)} s: ${counts}`);
  for (const { index, source, seconds: took } of slowest) console.log(`  slow: ${took.toFixed(2)} s, case ${index} from ${source}`);
  for (const { index, source, mutation, code } of killed) console.log(`  reader killed: case ${index}, ${mutation} of ${source} ${code}`);
  const folder = join(tmpdir(), `fuzz-findings-${seed}`);
  if (findings.length > 0) mkdirSync(folder, { recursive: true });
  for (const { index, source, mutation, outcome, code } of findings) {
    writeFileSync(join(folder, String(index)), makeCase(files, seed, index).bytes);
    console.log(`  ${outcome}: case ${index}, ${mutation} of ${source} ${code ?? ''}`);
  }
  if (findings.length > 0) console.log(`  Kept in ${folder}; one alone: npm run fuzz --${started} --seed ${seed} --only <case>`);
  process.exitCode = findings.length > 0 ? 1 : 0;
}
