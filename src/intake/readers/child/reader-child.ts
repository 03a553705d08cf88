import type { SourceFile } from '../../../platform/files/source-file.js';
import { Worker } from 'node:worker_threads';
import { Problem } from '../../../kernel/index.js';
import type { OpenOptions, OpenWorkbook } from '../../domain/index.js';
import { FileWorkbookOpener } from '../file-workbook-opener.js';
import type { ReaderAnswer, ReaderRequest, SentProblem, Timed } from './messages.js';
import { packedBatches } from './row-batches.js';

/** The program of a reader: opens one file and hands its rows to the server, which may kill it at any time. */

interface Reading {
  batches: number;
  stopped: boolean;
  wake: () => void;
}

const readings = new Map<number, Reading>();
let workbook: OpenWorkbook | undefined;

new Worker(new URL('./parent-guard.js', import.meta.url), { workerData: process.ppid }).unref();
process.once('disconnect', () => process.exit());
process.on('message', (request: ReaderRequest) => {
  if (request.type === 'open') void answering(null, () => openFile(request.file, request.options));
  else if (request.type === 'read') void answering(request.reading, () => read(request.reading, request.sheet, request.batches));
  else resume(request);
});

async function openFile(file: SourceFile, options: OpenOptions | undefined): Promise<void> {
  workbook = await new FileWorkbookOpener().open(file, options);
  send({ type: 'opened', sheets: workbook.sheets });
}

async function read(id: number, sheet: number, batches: number): Promise<void> {
  if (!workbook) throw new Error('nothing is open');
  const reading: Reading = { batches, stopped: false, wake: () => undefined };
  readings.set(id, reading);
  for await (const rows of packedBatches(workbook, sheet)) {
    while (reading.batches === 0 && !reading.stopped) await new Promise<void>((resolve) => (reading.wake = resolve));
    if (reading.stopped) break;
    reading.batches--;
    send({ type: 'rows', reading: id, rows });
  }
  readings.delete(id);
  send({ type: 'end', reading: id });
}

function resume({ type, reading: id }: Extract<ReaderRequest, { readonly type: 'more' | 'stop' }>): void {
  const reading = readings.get(id);
  if (!reading) return;
  if (type === 'more') reading.batches++;
  else reading.stopped = true;
  reading.wake();
}

async function answering(reading: number | null, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (reading !== null) readings.delete(reading);
    if (error instanceof Problem) send({ type: 'refused', reading, problem: sent(error) });
    else send(failure(error));
  }
}

const sent = ({ kind, code, message, details }: Problem): SentProblem => ({ kind, code, message, details });

function failure(error: unknown): ReaderAnswer {
  const { name, stack = '' } = error instanceof Error ? error : new Error('thrown');
  const frames = stack.split('\n').filter((line) => /^ {4}at /.test(line));
  return { type: 'failed', name, frames: frames.slice(0, 8).map((line) => line.trim()) };
}

function send(answer: ReaderAnswer): void {
  const { user, system } = process.cpuUsage();
  process.send?.({ ...answer, cpuSeconds: (user + system) / 1e6 } satisfies Timed<ReaderAnswer>);
}
