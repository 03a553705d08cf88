import { parentPort, workerData } from 'node:worker_threads';
import type { SourceFile } from '../../platform/files/source-file.js';
import { writeCopy, type CopyJob, type CopySource } from './write-copy.js';

interface Task {
  readonly source: CopySource;
  readonly job: CopyJob;
  readonly target: SourceFile;
}

const { source, job, target } = workerData as Task;
await writeCopy(source, job, target);
parentPort?.postMessage('written');
