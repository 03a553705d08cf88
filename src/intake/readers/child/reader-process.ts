import { fork, type ChildProcess } from 'node:child_process';
import type { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { fileURLToPath } from 'node:url';
import type { Problem } from '../../../kernel/index.js';
import { log } from '../../../platform/logging/log.js';
import type { ReaderAnswer, ReaderRequest, Timed } from './messages.js';
import { usageOf } from './process-usage.js';
import { readerFailure, type ReaderFailure, type ReaderLimits } from './reader-limits.js';

const CHECK_MS = 100;
const KEPT_STDERR = 8192;
/** Of the limit, what JavaScript's objects may take; buffers and the program itself need the rest. */
const HEAP_SHARE = 0.75;
const OUT_OF_MEMORY = /out of memory|invalid size error|Allocation failed/i;

/** How a reader is started. */
export interface ReaderProgram {
  readonly path: string;
  /** Options for its Node, besides those that confine it. */
  readonly nodeOptions: readonly string[];
}

/** From the sources, as under Jest, the reader is the built one. */
export const READER_PROGRAM: ReaderProgram = {
  path: fileURLToPath(new URL('./reader-child.js', import.meta.url.replace(/\/src(\/intake\/.*\.ts)$/, '/dist$1'))),
  nodeOptions: [],
};

interface Box {
  readonly answers: ReaderAnswer[];
  waiter: { readonly resolve: () => void; readonly reject: (reason: Problem) => void } | null;
}

/** A reader as the server sees it: asked by messages, watched from outside, killed without a word. */
export class ReaderProcess {
  /** Resolves once the process is gone; never rejects. */
  readonly ended: Promise<void>;
  private readonly child: ChildProcess;
  private readonly boxes = new Map<number | null, Box>();
  private readonly watch: NodeJS.Timeout;
  private readonly cpuBudget: number;
  private failure: Problem | null = null;
  private waiting = 0;
  private lastSign = performance.now();
  private reportedCpu = 0;
  private readonly stderr: Socket | null | undefined;
  private complaint = '';

  constructor(
    { path, nodeOptions }: ReaderProgram,
    private readonly limits: ReaderLimits,
    fileBytes: number,
  ) {
    this.cpuBudget = limits.cpuSeconds + (limits.cpuSecondsPerMib * fileBytes) / 2 ** 20;
    this.child = fork(path, [], {
      cwd: tmpdir(),
      env: environment(),
      execArgv: [...confinement(limits), ...nodeOptions],
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    this.ended = new Promise((resolve) => {
      const end = (code: number | null, signal: NodeJS.Signals | null): void => {
        this.onEnd(code, signal);
        resolve();
      };
      this.child.once('close', end);
      // Only a process that could not be started has no number; of every other one the end follows.
      this.child.on('error', () => this.child.pid ?? end(null, null));
    });
    // A pipe of a child is a socket, which the types leave open; there is none where no more files can be opened.
    this.stderr = this.child.stderr as Socket | null | undefined;
    this.stderr?.on('data', (text: Buffer) => (this.complaint = (this.complaint + text.toString('latin1')).slice(0, KEPT_STDERR)));
    this.child.on('message', (answer) => this.onAnswer(answer as Timed<ReaderAnswer>));
    this.watch = setInterval(() => this.check(), CHECK_MS).unref();
    this.letGo();
  }

  send(request: ReaderRequest): void {
    if (request.type === 'open' || request.type === 'read') this.boxes.set('reading' in request ? request.reading : null, emptyBox());
    // A reader that dies before the request reaches it answers by its end.
    if (this.child.connected) this.child.send(request, () => undefined);
  }

  /** The next answer to a reading, or to `open` (null). Rejects with a `Problem` once the reader is dead. */
  async answer(reading: number | null): Promise<ReaderAnswer> {
    const box = this.boxes.get(reading) ?? emptyBox();
    if (box.answers.length === 0) await this.wait(box);
    const answer = box.answers.shift();
    if (!answer) throw this.failure ?? readerFailure('reader-crashed');
    return answer;
  }

  forget(reading: number): void {
    this.boxes.delete(reading);
  }

  /** Kills the reader; whoever waits for it, or asks it later, gets the reason. */
  end(reason: ReaderFailure): Promise<void> {
    this.failure ??= readerFailure(reason);
    this.hold();
    this.child.kill('SIGKILL');
    return this.ended;
  }

  private async wait(box: Box): Promise<void> {
    if (this.failure) throw this.failure;
    if (this.waiting++ === 0) this.lastSign = performance.now();
    this.hold();
    try {
      await new Promise<void>((resolve, reject) => (box.waiter = { resolve, reject }));
    } finally {
      box.waiter = null;
      if (--this.waiting === 0) this.letGo();
    }
  }

  /** Somebody waits: the server does not end meanwhile. */
  private hold(): void {
    this.child.ref();
    this.child.channel?.ref();
    this.stderr?.ref();
  }

  /** A workbook that somebody forgot to close does not keep the server from ending; the reader ends with it. */
  private letGo(): void {
    this.child.unref();
    this.child.channel?.unref();
    this.stderr?.unref();
  }

  private onAnswer(answer: Timed<ReaderAnswer>): void {
    this.lastSign = performance.now();
    this.reportedCpu = answer.cpuSeconds;
    if (answer.type === 'failed') {
      log.warn({ error: answer.name, frames: answer.frames }, 'a reader failed');
      this.fail('reader-crashed');
      return;
    }
    const box = this.boxes.get(answer.type === 'opened' ? null : answer.reading);
    box?.answers.push(answer);
    box?.waiter?.resolve();
  }

  private onEnd(code: number | null, signal: NodeJS.Signals | null): void {
    clearInterval(this.watch);
    if (!this.failure) {
      this.failure = readerFailure(OUT_OF_MEMORY.test(this.complaint) ? 'reader-memory' : 'reader-crashed');
      log.warn({ code: this.failure.code, exitCode: code, signal }, 'a reader died');
    }
    for (const { waiter } of this.boxes.values()) waiter?.reject(this.failure);
  }

  private check(): void {
    const usage = this.child.pid === undefined ? null : usageOf(this.child.pid);
    const silence = (performance.now() - this.lastSign) / 1000;
    if (usage && usage.memoryMib > this.limits.memoryMib) this.fail('reader-memory');
    else if (Math.max(this.reportedCpu, usage?.cpuSeconds ?? 0) > this.cpuBudget) this.fail('reader-timeout');
    else if (silence > (this.waiting > 0 ? this.limits.silenceSeconds : this.limits.idleSeconds)) this.fail('reader-timeout');
  }

  private fail(reason: ReaderFailure): void {
    if (this.failure) return;
    log.warn({ code: reason }, 'a reader was killed');
    void this.end(reason);
  }
}

const emptyBox = (): Box => ({ answers: [], waiter: null });

/** A reader may read files and start the thread that guards it: no writing, no programs, no native code, no code from strings. */
function confinement({ memoryMib }: ReaderLimits): string[] {
  const permission = process.allowedNodeEnvironmentFlags.has('--permission') ? '--permission' : '--experimental-permission';
  return [
    permission,
    '--allow-fs-read=*',
    '--allow-worker',
    '--disallow-code-generation-from-strings',
    '--no-warnings',
    `--max-old-space-size=${Math.round(memoryMib * HEAP_SHARE)}`,
  ];
}

/** Nothing of the server's configuration; Windows starts no program without its own folder. */
function environment(): NodeJS.ProcessEnv {
  const { SystemRoot } = process.env;
  return { TZ: 'UTC', ...(SystemRoot === undefined ? {} : { SystemRoot }) };
}
