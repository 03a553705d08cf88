import { parentPort, workerData } from 'node:worker_threads';
import type { SourceFile } from '../../platform/files/source-file.js';
import type { MarkingJob } from './marking.js';
import { writeCopy, type CopySource } from './write-copy.js';

interface Task {
  readonly source: CopySource;
  readonly job: MarkingJob;
  readonly target: SourceFile;
}

const { source, job, target } = workerData as Task;
await writeCopy(source, job, target);
parentPort?.postMessage('written');
