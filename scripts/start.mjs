import { become } from './lib/run.mjs';
import { setUp } from './setup.mjs';

await setUp();
await become('dist/main.js');
