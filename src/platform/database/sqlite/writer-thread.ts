import { Worker } from 'node:worker_threads';
import { log } from '../../logging/log.js';
import type { WriterAnswer, WriterQuery } from './messages.js';

/** From the sources, as under Jest, the thread is the built one. */
const PROGRAM = new URL('./writer.worker.js', import.meta.url.replace(/\/src(\/platform\/.*\.ts)$/, '/dist$1'));
/** What is inserted lives only until it is: a small nursery keeps the thread small. */
const LIMITS = { maxYoungGenerationSizeMb: 8 };

interface Waiting {
  readonly resolve: (answer: WriterAnswer) => void;
  readonly reject: (reason: Error) => void;
}

/**
 * The connection that writes, on a thread of its own: neither a long statement, nor a sync to disk, nor another process that holds the lock keeps
 * this thread from answering. Once it has died nothing is written any more, for the transaction that was open is gone.
 */
export class WriterThread {
  private readonly worker: Worker;
  private readonly waiting: Waiting[] = [];
  private readonly ended: Promise<void>;
  private failure: Error | null = null;

  /** `file`: an existing database. */
  constructor(file: string) {
    this.worker = new Worker(PROGRAM, { workerData: file, resourceLimits: LIMITS, execArgv: [], env: {} });
    this.worker.on('message', (answer: WriterAnswer) => this.take(answer));
    // What is thrown in a thread arrives without its message, but with its code.
    this.worker.on('error', (cause) => this.fail(new Error('The thread that writes the database has died.', { cause })));
    this.ended = new Promise((resolve) =>
      this.worker.once('exit', () => {
        this.fail(new Error('The thread that writes the database has ended.'));
        resolve();
      }),
    );
    this.worker.unref();
  }

  /** Rejects with what the driver threw: `name`, `message` and `code`. */
  async run(query: WriterQuery): Promise<WriterAnswer> {
    if (this.failure) throw this.failure;
    const answer = await new Promise<WriterAnswer>((resolve, reject) => {
      // A program does not end while it waits for an answer, and is not kept from ending otherwise.
      if (this.waiting.push({ resolve, reject }) === 1) this.worker.ref();
      this.worker.postMessage(query);
    });
    if (answer.failure) throw Object.assign(new Error(answer.failure.message), answer.failure);
    return answer;
  }

  /** As `run`, without waiting: should it fail, every later statement of the transaction fails for the same reason. */
  post(query: WriterQuery): void {
    if (this.failure) throw this.failure;
    this.worker.postMessage({ ...query, posted: true } satisfies WriterQuery);
  }

  /** Throws once the thread has died. */
  refuseDead(): void {
    if (this.failure) throw this.failure;
  }

  /** Resolves once the connection is closed. */
  async close(): Promise<void> {
    this.worker.ref();
    if (!this.failure) this.worker.postMessage(null);
    await this.ended;
  }

  private take(answer: WriterAnswer): void {
    this.waiting.shift()?.resolve(answer);
    if (this.waiting.length === 0) this.worker.unref();
  }

  private fail(error: Error): void {
    if (this.failure) return;
    this.failure = error;
    if (this.waiting.length > 0) log.error({ error: error.message }, 'the thread that writes the database died');
    for (const { reject } of this.waiting.splice(0)) reject(error);
  }
}
