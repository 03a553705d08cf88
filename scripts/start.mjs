import { become } from './lib/run.mjs';
import { setUpWithWeb } from './setup.mjs';

await setUpWithWeb();
await become('dist/main.js');
