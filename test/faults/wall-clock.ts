import { renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { pause } from '../support/processes.js';
import { ROOT } from '../support/repository.js';

/** Loaded before the application, this has its processes go by the file. */
export const WALL_CLOCK_MODULE = pathToFileURL(join(ROOT, 'test', 'faults', 'shift-clock.mjs')).href;

/** Well over what a process takes to look at the file again. */
const NOTICED_MS = 100;

/** The clock on the wall of all processes of an installation: it goes on by itself, and is set from outside while they run. */
export class WallClock {
  private shift = 0;

  constructor(readonly file: string) {
    this.keep();
  }

  now(): Date {
    return new Date(Date.now() + this.shift);
  }

  /** To an instant, written with its zone: `2027-06-05T00:10:00+08:00`. Resolves once running processes go by it. */
  set(instant: string): Promise<void> {
    this.shift = Date.parse(instant) - Date.now();
    return this.write();
  }

  /** Forwards, or backwards where negative. */
  jump(seconds: number): Promise<void> {
    this.shift += seconds * 1000;
    return this.write();
  }

  private write(): Promise<void> {
    this.keep();
    return pause(NOTICED_MS);
  }

  private keep(): void {
    writeFileSync(`${this.file}.part`, String(this.shift));
    renameSync(`${this.file}.part`, this.file);
  }
}
