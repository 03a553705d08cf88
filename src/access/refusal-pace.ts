import { setTimeout as delay } from 'node:timers/promises';

/** Longer than checking a password and writing a failure down (about 40 ms), short enough for a person who mistyped. */
export const REFUSAL_FLOOR_MS = 400;

/** Lets no refusal come sooner than the floor: a wrong password is written down, an unknown user is not, and the difference could be timed. */
export class RefusalPace {
  constructor(private readonly floorMs: number) {}

  async hold<T>(work: () => Promise<T>): Promise<T> {
    const earliest = delay(this.floorMs, undefined, { ref: false });
    try {
      return await work();
    } catch (error) {
      await earliest;
      throw error;
    }
  }
}
