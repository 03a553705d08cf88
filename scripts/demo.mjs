import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './lib/root.mjs';
import { become } from './lib/run.mjs';
import { setUpWithWeb } from './setup.mjs';

const dataDir = join(ROOT, '.demo');

await setUpWithWeb();
if (!process.argv.includes('--keep')) rmSync(dataDir, { recursive: true, force: true });
// The demo never touches an installation's own data, whatever the environment says.
for (const name of ['DATABASE_URL', 'REDIS_URL', 'DATA_KEY', 'ROLE']) delete process.env[name];
process.env.DATA_DIR = dataDir;
process.env.LOG_LEVEL ??= 'warn';
await become('dist/demo.js');
