import { Worker } from 'node:worker_threads';
import { Injectable } from '@nestjs/common';
import type { EphemeralFile } from '../../platform/files/source-file.js';
import type { CopyJob, CopySource } from './write-copy.js';

const LIMITS = { maxOldGenerationSizeMb: 512 };
const LONGEST_MS = 60_000;

/** Makes a copy in a thread of its own: the library holds the whole workbook and has no mercy with odd ones. */
@Injectable()
export class CopyWriter {
  /** False where this workbook cannot be copied so: too large, too slow, or nothing that the library can read. */
  write(source: CopySource, job: CopyJob, target: EphemeralFile): Promise<boolean> {
    return new Promise((resolve) => {
      const url = new URL('./write-copy.worker.js', import.meta.url);
      const worker = new Worker(url, { workerData: { source, job, target }, resourceLimits: LIMITS, stdout: true, stderr: true });
      const patience = setTimeout(() => void worker.terminate(), LONGEST_MS);
      let written = false;
      worker.once('message', () => (written = true));
      worker.once('error', () => undefined);
      worker.once('exit', () => {
        clearTimeout(patience);
        resolve(written);
      });
    });
  }
}
