import { ClockWatch } from './clock-watch.js';
import { Clock } from './clock.js';

class SetClock extends Clock {
  at = Date.parse('2025-06-04T15:59:00Z');

  now(): Date {
    return new Date(this.at);
  }
}

describe('a watched clock', () => {
  const watched = (): { readonly watch: ClockWatch; readonly pass: (clockSeconds: number, passedSeconds?: number) => void } => {
    const clock = new SetClock();
    let passed = 0;
    const pass = (clockSeconds: number, passedSeconds = clockSeconds): void => {
      clock.at += clockSeconds * 1000;
      passed += passedSeconds * 1000;
    };
    return { watch: new ClockWatch(clock, () => passed), pass };
  };

  it('goes on by itself, however long nobody looks and however busy the process is', () => {
    const { watch, pass } = watched();
    for (const seconds of [1, 1, 90, 86_400]) {
      pass(seconds);
      expect(watch.jump()).toBe(0);
    }
  });

  it.each([3600, -3600, 86_400, -86_400])('has jumped by %d seconds, which is told once', (seconds) => {
    const { watch, pass } = watched();
    pass(1 + seconds, 1);
    expect(watch.jump()).toBe(seconds);
    pass(1);
    expect(watch.jump()).toBe(0);
  });

  it('may be put right by a few seconds', () => {
    const { watch, pass } = watched();
    pass(4, 1);
    expect(watch.jump()).toBe(0);
    pass(-2, 1);
    expect(watch.jump()).toBe(0);
  });
});
