import type { Clock } from './clock.js';

/** Setting a clock right by less is what time servers do all day. */
const JUMP_MS = 5000;

/** Notices that a clock was set, or that the machine slept: it is not where the time that has passed would have brought it. */
export class ClockWatch {
  private clockAt: number;
  private passedAt: number;

  /** `passed`: milliseconds by a clock that nobody sets. */
  constructor(
    private readonly clock: Clock,
    private readonly passed: () => number = () => performance.now(),
  ) {
    this.clockAt = clock.now().getTime();
    this.passedAt = passed();
  }

  /** By how many seconds the clock has jumped since the last look, backwards negative; 0 where it went on by itself. */
  jump(): number {
    const [clockAt, passedAt] = [this.clock.now().getTime(), this.passed()];
    const jumped = clockAt - this.clockAt - (passedAt - this.passedAt);
    this.clockAt = clockAt;
    this.passedAt = passedAt;
    return Math.abs(jumped) < JUMP_MS ? 0 : Math.round(jumped / 1000);
  }
}
