import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { ROOT, sharedFolder } from '../support/repository.js';

const SECONDS = 300;
import.meta.jest.setTimeout(SECONDS * 1000);

describe('valid workbooks that were damaged at random', () => {
  it('are refused, or read without a fault and never as other rows where a checksum covers the damage', () => {
    sharedFolder('corpus');
    const run = spawnSync(process.execPath, [join(ROOT, 'scripts', 'fuzz.mjs'), '--count', '300', '--seed', '1'], {
      encoding: 'utf8',
      env: { ...process.env, NODE_OPTIONS: '', LOG_LEVEL: 'fatal' },
    });
    expect(run.stdout).not.toMatch(/FAULT|WRONG/);
    expect(run.stdout).toMatch(/300 cases of seed 1/);
    expect(run.status).toBe(0);
  });
});
