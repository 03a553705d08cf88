import { workerData } from 'node:worker_threads';

/**
 * A thread of the reader that ends it when the server is gone. A reader notices that by itself only between two pieces of work, and the file
 * that it hangs on has no end.
 */
const CHECK_MS = 500;

setInterval(() => {
  if (process.ppid !== workerData) process.kill(process.pid, 'SIGKILL');
}, CHECK_MS);
