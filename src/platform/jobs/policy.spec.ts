import fc from 'fast-check';
import { decideClaim, decideFailure, dueWithoutLaterClock, isLate, isPlanningDue, relayOf, retryAt, type JobState } from './policy.js';

const noon = new Date('2025-06-05T04:00:00.000Z');
const after = (seconds: number): Date => new Date(noon.getTime() + seconds * 1000);

describe('back-off', () => {
  const backoff = { firstSeconds: 10, factor: 3, maxSeconds: 60 };

  it('waits longer after each attempt, up to the maximum', () => {
    expect([1, 2, 3, 4].map((attempts) => retryAt(noon, attempts, backoff))).toEqual([after(10), after(30), after(60), after(60)]);
  });

  it('never lies in the past nor beyond the maximum', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1000 }), (attempts) => {
        const at = retryAt(noon, attempts, backoff);
        expect(at.getTime()).toBeGreaterThanOrEqual(noon.getTime());
        expect(at.getTime()).toBeLessThanOrEqual(after(60).getTime());
      }),
    );
  });
});

describe('waiting by a clock that was ahead', () => {
  const backoff = { firstSeconds: 10, factor: 3, maxSeconds: 60 };
  const day = 86_400;

  it.each([
    ['for its time, planned long ago', { createdAt: after(-day), runAt: after(day), dueAt: after(day) }, undefined],
    ['for a retry', { createdAt: after(-day), runAt: after(-1), dueAt: after(60) }, undefined],
    ['for a retry that was put off a day ahead', { createdAt: after(-day), runAt: after(-1), dueAt: after(day + 10) }, noon],
    ['for a retry that was put off before its time', { createdAt: after(-day), runAt: after(600), dueAt: after(day + 10) }, after(600)],
    ['though it was wanted at once, a day ahead', { createdAt: after(day), runAt: after(day), dueAt: after(day) }, noon],
  ])('%s', (_name, job, due) => {
    expect(dueWithoutLaterClock(job, noon, backoff)).toEqual(due);
  });
});

describe('lateness (补跑)', () => {
  it.each([
    ['on time', 0, false],
    ['ten minutes after', 600, false],
    ['more than ten minutes after', 600.001, true],
    ['days after, when the server was down', 86_400 * 3, true],
  ])('%s', (_name, seconds, late) => {
    expect(isLate(noon, after(seconds))).toBe(late);
  });
});

describe('whether a job may be claimed', () => {
  const queued = { state: 'queued' as JobState, dueAt: noon, leaseUntil: null, attempts: 0, maxAttempts: 3 };
  const running = { ...queued, state: 'running' as JobState, leaseUntil: noon, attempts: 1 };

  it('takes a queued job from its due instant on', () => {
    expect(decideClaim(queued, after(-0.001))).toBe('leave');
    expect(decideClaim(queued, noon)).toBe('take');
  });

  it('takes a running job over once its lease is over', () => {
    expect(decideClaim(running, after(-0.001))).toBe('leave');
    expect(decideClaim(running, noon)).toBe('take');
  });

  it('buries a job whose last allowed attempt never came back', () => {
    expect(decideClaim({ ...running, attempts: 3 }, noon)).toBe('bury');
  });

  it.each<JobState>(['done', 'failed', 'dead', 'cancelled'])('leaves a job that is %s', (state) => {
    expect(decideClaim({ ...running, state }, after(3600))).toBe('leave');
  });
});

describe('what follows a failure', () => {
  it('retries while attempts are left, then gives the job up', () => {
    expect(decideFailure({ permanent: false }, { attempts: 2, maxAttempts: 3 })).toBe('retry');
    expect(decideFailure({ permanent: false }, { attempts: 3, maxAttempts: 3 })).toBe('dead');
  });

  it('does not repeat what would fail again', () => {
    expect(decideFailure({ permanent: true }, { attempts: 1, maxAttempts: 3 })).toBe('failed');
  });
});

describe('relaying to a queue', () => {
  it('hands over what is due within the hour and leaves the rest to the reconciler', () => {
    expect(relayOf({ id: 7, dueAt: after(3600) }, noon)?.delay).toBe(3_600_000);
    expect(relayOf({ id: 7, dueAt: after(3600.001) }, noon)).toBeUndefined();
  });

  it('names a due job differently from the same job sleeping in the queue', () => {
    const job = { id: 7, dueAt: after(5) };
    expect(relayOf(job, noon)?.jobId).not.toBe(relayOf(job, after(6))?.jobId);
  });

  it('gives names which BullMQ accepts: no integer, no colon', () => {
    fc.assert(
      fc.property(fc.nat(), fc.integer({ min: -1e6, max: 3000 }), (id, seconds) => {
        const relay = relayOf({ id, dueAt: after(seconds) }, noon);
        expect(relay?.jobId).toMatch(/^job-\d+-(at|due)-\d+$/);
        expect(relay?.delay).toBeGreaterThanOrEqual(0);
      }),
    );
  });
});

describe('planning', () => {
  it('is due at the start and every hour', () => {
    expect(isPlanningDue(undefined, noon)).toBe(true);
    expect(isPlanningDue(noon, after(3599))).toBe(false);
    expect(isPlanningDue(noon, after(3600))).toBe(true);
  });

  it('is due when the clock was wrong by a month and was set back', () => {
    expect(isPlanningDue(after(30 * 86_400), noon)).toBe(true);
    expect(isPlanningDue(after(60), noon)).toBe(false);
  });
});
