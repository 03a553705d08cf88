import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { BUILT, ROOT } from './repository.js';

export type Environment = Readonly<Record<string, string>>;

export interface Exit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  /** From the signal to the end. */
  readonly seconds: number;
}

export interface CommandResult {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Only what a program needs to start: nothing of the developer's own configuration. */
const inherited = (): Environment => ({ PATH: process.env['PATH'] ?? '', HOME: process.env['HOME'] ?? '' });

function start(program: string, args: readonly string[], env: Environment): ChildProcess {
  return spawn(process.execPath, [join(BUILT, program), ...args], {
    cwd: ROOT,
    env: { ...inherited(), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

/** Runs `dist/cli.js` to its end. */
export async function runCommandLine(args: readonly string[], env: Environment): Promise<CommandResult> {
  const child = start('cli.js', args, env);
  const stdout = collect(child.stdout);
  const stderr = collect(child.stderr);
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, stdout: stdout(), stderr: stderr() };
}

const START_SECONDS = 60;
const KILL_SECONDS = 20;

/** A running `dist/main.js`. */
export class Application {
  private constructor(
    private readonly child: ChildProcess,
    readonly stdout: () => string,
    /** What it logs. */
    readonly stderr: () => string,
  ) {}

  /** Does not wait: for one that will not come so far as to serve. */
  static spawn(env: Environment): Application {
    const child = start('main.js', [], { PORT: '0', LOG_LEVEL: 'info', ...env });
    return new Application(child, collect(child.stdout), collect(child.stderr));
  }

  /** Resolves once it serves, or works; rejects with its output when it ends instead. */
  static start(env: Environment): Promise<Application> {
    return Application.spawn(env).ready();
  }

  async ready(): Promise<this> {
    const end = Date.now() + START_SECONDS * 1000;
    while (!this.isReady) {
      if (!this.isRunning || Date.now() > end) {
        await this.stop('SIGKILL');
        throw new Error(`The application did not start:\n${this.stdout()}${this.stderr()}`);
      }
      await pause(20);
    }
    return this;
  }

  /** Where it serves; empty for a worker. */
  get address(): string {
    return /服务已启动：(http:\/\/[\w.:[\]]+)/.exec(this.stdout())?.[1] ?? '';
  }

  /** The password that the first start prints. */
  get initialPassword(): string | undefined {
    return /^首次启动，已创建管理员：admin，初始密码（只显示这一次）：(\S+)$/m.exec(this.stdout())?.[1];
  }

  get isRunning(): boolean {
    return this.child.exitCode === null && this.child.signalCode === null;
  }

  /** Frozen by SIGSTOP, as Linux tells. */
  get isFrozen(): boolean {
    return this.isRunning && /^\d+ \(.*\) T/.test(readFileSync(`/proc/${String(this.child.pid)}/stat`, 'utf8'));
  }

  /** Sends the signal and goes on. */
  signal(signal: NodeJS.Signals): void {
    this.child.kill(signal);
  }

  /** Sends the signal and waits for the end; one that does not end is killed, which `signal` of the result tells. */
  async stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<Exit> {
    const from = performance.now();
    if (this.isRunning) {
      const ended = once(this.child, 'exit');
      this.child.kill(signal);
      const impatient = setTimeout(() => this.child.kill('SIGKILL'), KILL_SECONDS * 1000);
      await ended;
      clearTimeout(impatient);
    }
    return { code: this.child.exitCode, signal: this.child.signalCode, seconds: (performance.now() - from) / 1000 };
  }

  private get isReady(): boolean {
    return this.address !== '' || this.stderr().includes('"msg":"working"');
  }
}

function collect(stream: NodeJS.ReadableStream | null): () => string {
  const chunks: Buffer[] = [];
  stream?.on('data', (chunk: Buffer) => chunks.push(chunk));
  return () => Buffer.concat(chunks).toString('utf8');
}

export const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Asks until there is an answer; fails after `seconds`. */
export async function eventually<T>(what: string, ask: () => Promise<T | undefined>, seconds = 15): Promise<T> {
  const end = Date.now() + seconds * 1000;
  while (Date.now() < end) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    await pause(100);
  }
  throw new Error(`Waited in vain until ${what}.`);
}
