import { join } from 'node:path';
import { ROOT } from './lib/root.mjs';
import { runNode } from './lib/run.mjs';
import { setUp } from './setup.mjs';

// Faults in random order against real processes; see test/chaos/main.ts.
await setUp();
const loader = join(ROOT, 'scripts', 'lib', 'typescript.mjs');
process.exitCode = await runNode(['--import', loader, join(ROOT, 'test', 'chaos', 'main.ts'), ...process.argv.slice(2)], {
  stdio: 'inherit',
});
