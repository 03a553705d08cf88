import { mkdtempSync, readFileSync, rmSync, existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { proclaim, say } from './lib/progress.mjs';
import { ROOT } from './lib/root.mjs';
import { runNode } from './lib/run.mjs';
import { setUp } from './setup.mjs';

const CHECKED_IN = join(ROOT, 'openapi.json');

await setUp();
process.exitCode = process.argv.includes('--check') ? await check() : await emit(CHECKED_IN);

function emit(path) {
  return runNode([join(ROOT, 'dist/openapi.js'), path]);
}

/** Exit code 1 when the description of the API that is checked in differs from what the code says. */
async function check() {
  const folder = mkdtempSync(join(tmpdir(), 'openapi-'));
  try {
    const fresh = join(folder, 'openapi.json');
    const code = await emit(fresh);
    if (code !== 0) return code;
    if (existsSync(CHECKED_IN) && readFileSync(CHECKED_IN, 'utf8') === readFileSync(fresh, 'utf8')) {
      say('openapi.json 与代码一致', 'openapi.json agrees with the code');
      return 0;
    }
    proclaim([
      `openapi.json 与代码不一致${firstDifference(fresh)}。请执行 npm run openapi 并提交结果。`,
      'openapi.json has drifted from the code: run `npm run openapi` and commit it.',
    ]);
    return 1;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function firstDifference(fresh) {
  if (!existsSync(CHECKED_IN)) return '（文件不存在）';
  const ours = readFileSync(CHECKED_IN, 'utf8').split('\n');
  const theirs = readFileSync(fresh, 'utf8').split('\n');
  const line = ours.findIndex((text, i) => text !== theirs[i]);
  return `（第 ${(line < 0 ? ours.length : line) + 1} 行起）`;
}
