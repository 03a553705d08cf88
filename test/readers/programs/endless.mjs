// A reader that hangs in one calculation; it starts the guard of the real one.
import { Worker } from 'node:worker_threads';

new Worker(new URL('../../../dist/intake/readers/child/parent-guard.js', import.meta.url), { workerData: process.ppid }).unref();
process.on('message', () => {
  for (;;);
});
