import { Problem } from '../../kernel/index.js';
import { RequestRate } from './request-rate.js';

describe('the rate of requests', () => {
  let now = 0;
  const rate = (perMinute: number): RequestRate => new RequestRate(perMinute, () => now);
  const taken = (limiter: RequestRate, sender: string, times: number): number => {
    for (let i = 0; i < times; i++) {
      try {
        limiter.take(sender);
      } catch {
        return i;
      }
    }
    return times;
  };
  beforeEach(() => {
    now = 1_000;
  });

  it('lets a minute’s worth through at once, and tells how long to wait for more', () => {
    const limiter = rate(60);
    expect(taken(limiter, 'user:1', 100)).toBe(60);
    const refused = (): void => limiter.take('user:1');
    expect(refused).toThrow(Problem);
    expect(refused).toThrow(expect.objectContaining({ kind: 'too-many', code: 'too-many-requests', details: { seconds: 1 } }));
  });

  it('gives back what time passes, no more than a minute’s worth', () => {
    const limiter = rate(60);
    taken(limiter, 'user:1', 60);
    now += 10_000;
    expect(taken(limiter, 'user:1', 100)).toBe(10);
    now += 3_600_000;
    expect(taken(limiter, 'user:1', 100)).toBe(60);
  });

  it('counts each sender alone, and is not lengthened by what was refused', () => {
    const limiter = rate(60);
    taken(limiter, 'user:1', 60);
    expect(taken(limiter, 'user:2', 60)).toBe(60);
    for (let i = 0; i < 1_000; i++) taken(limiter, 'user:1', 1);
    now += 1_000;
    expect(taken(limiter, 'user:1', 5)).toBe(1);
  });

  it('forgets who has been quiet: a flood of addresses does not fill the memory', () => {
    const limiter = rate(60);
    for (let i = 0; i < 25_000; i++) {
      now += 10;
      limiter.take(`address:${i}`);
    }
    expect((limiter as unknown as { wholeAt: Map<string, number> }).wholeAt.size).toBeLessThanOrEqual(10_001);
  });
});
