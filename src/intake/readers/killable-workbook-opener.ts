import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import { sizeOf, type SourceFile } from '../../platform/files/source-file.js';
import { WorkbookOpener, type OpenOptions, type OpenWorkbook } from '../domain/index.js';
import { ChildWorkbook } from './child/child-workbook.js';
import { DEFAULT_READER_LIMITS, readerFailure, type ReaderLimits } from './child/reader-limits.js';
import { READER_PROGRAM, ReaderProcess, type ReaderProgram } from './child/reader-process.js';
import { Slots } from './child/slots.js';
import { refuseLargeFile } from './limits.js';

const MOST_READERS = 4;

export interface ReaderOptions {
  readonly limits: Partial<ReaderLimits>;
  /** How many readers run at a time; who comes later waits for a place. */
  readonly readers: number;
  readonly program: ReaderProgram;
}

/**
 * Opens a file in a process of its own, which is killed when it takes too long, too much memory, or when the workbook is closed: whatever a
 * file does to its reader, the server sees a `Problem`. An open workbook, with one opened beside it, holds one of few places until it is closed.
 */
export class KillableWorkbookOpener extends WorkbookOpener {
  private readonly limits: ReaderLimits;
  private readonly program: ReaderProgram;
  private readonly slots: Slots;
  private readonly readers = new Set<ReaderProcess>();
  private stopped = false;

  constructor({ limits, readers, program }: Partial<ReaderOptions> = {}) {
    super();
    this.limits = { ...DEFAULT_READER_LIMITS, ...limits };
    this.program = program ?? READER_PROGRAM;
    this.slots = new Slots(readers ?? Math.min(MOST_READERS, availableParallelism()));
  }

  override async open(file: SourceFile, options?: OpenOptions): Promise<OpenWorkbook> {
    const source = typeof file === 'string' ? resolve(file) : file;
    const size = await sizeOf(source);
    refuseLargeFile(size);
    await this.slots.take();
    return openIn(
      this.start(size, () => this.slots.giveBack()),
      source,
      options,
    );
  }

  override async openBeside(file: SourceFile, options?: OpenOptions): Promise<OpenWorkbook> {
    const source = typeof file === 'string' ? resolve(file) : file;
    const size = await sizeOf(source);
    refuseLargeFile(size);
    return openIn(
      this.start(size, () => undefined),
      source,
      options,
    );
  }

  /** Called when the application ends: kills the readers that run and turns away who waits for one. */
  async onModuleDestroy(): Promise<void> {
    this.stopped = true;
    this.slots.refuseWaiting(readerFailure('reader-stopped'));
    await Promise.all(Array.from(this.readers, (reader) => reader.end('reader-stopped')));
  }

  /** `leave`: gives the reader's place back. */
  private start(size: number, leave: () => void): ReaderProcess {
    const reader = this.fork(size, leave);
    this.readers.add(reader);
    void reader.ended.then(() => {
      this.readers.delete(reader);
      leave();
    });
    return reader;
  }

  private fork(size: number, leave: () => void): ReaderProcess {
    try {
      if (this.stopped) throw readerFailure('reader-stopped');
      return new ReaderProcess(this.program, this.limits, size);
    } catch (error) {
      leave();
      throw error;
    }
  }
}

async function openIn(reader: ReaderProcess, source: SourceFile, options: OpenOptions | undefined): Promise<OpenWorkbook> {
  try {
    return await ChildWorkbook.open(reader, source, options);
  } catch (error) {
    await reader.end('reader-crashed');
    throw error;
  }
}
