import { writeFileSync } from 'node:fs';
import { FileWorkbookOpener } from '../../dist/intake/readers/file-workbook-opener.js';
import { makeCase, sources } from './cases.mjs';
import { cellsOf } from './cells.mjs';

/** Where each case is written before it is read, and which files they start from. */
const [file, pattern] = process.argv.slice(2);
const files = sources(pattern);
const opener = new FileWorkbookOpener();
const baselines = new Map();

process.once('disconnect', () => process.exit());
process.on('message', async ({ seed, index }) => process.send({ index, ...(await run(seed, index)) }));

async function run(seed, index) {
  const { source, mutation, bytes, mayDiffer } = makeCase(files, seed, index);
  writeFileSync(file, bytes);
  const answer = { source, mutation };
  try {
    const cells = await cellsOf(await opener.open(file));
    if (cells === (await baseline(source))) return { ...answer, outcome: 'same' };
    return { ...answer, outcome: mayDiffer ? 'other' : 'WRONG ROWS' };
  } catch (error) {
    if (error.name === 'Problem') return { ...answer, outcome: 'refused', code: error.code };
    return { ...answer, outcome: 'FAULT', code: `${error.name}: ${error.stack?.split('\n    at ')[1] ?? ''}` };
  }
}

async function baseline(source) {
  if (!baselines.has(source)) baselines.set(source, await cellsOf(await opener.open(source)));
  return baselines.get(source);
}
