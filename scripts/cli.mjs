import { become } from './lib/run.mjs';
import { setUp } from './setup.mjs';

await setUp();
// npm runs scripts in the checkout; paths on the command line are meant from where the user stands.
if (process.env.npm_lifecycle_event === 'cli' && process.env.INIT_CWD) process.chdir(process.env.INIT_CWD);
await become('dist/cli.js');
