import { parentPort, workerData } from 'node:worker_threads';
import type { MarkingJob } from './marking.js';
import { writeCopy, type CopySource } from './write-copy.js';

const { source, job, target } = workerData as { readonly source: CopySource; readonly job: MarkingJob; readonly target: string };
await writeCopy(source, job, target);
parentPort?.postMessage('written');
