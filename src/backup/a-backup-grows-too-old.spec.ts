import type { AuditStore } from '../access/index.js';
import { Clock } from '../platform/clock/clock.js';
import { readConfig } from '../platform/config/config.js';
import { BackupAge, type BackupState } from './backup-age.js';

class FixedClock extends Clock {
  now = (): Date => new Date('2026-11-28T12:00:00Z');
}

const stateOf = (madeAt: string | undefined, env: Record<string, string>): Promise<BackupState | undefined> => {
  const newest = async (): Promise<{ readonly at: Date } | undefined> => (madeAt === undefined ? undefined : { at: new Date(madeAt) });
  return new BackupAge({ newest } as unknown as AuditStore, new FixedClock(), readConfig(env, '/')).state();
};

describe('the age of the newest backup', () => {
  const env = { BACKUP_MAX_AGE_HOURS: '24' };

  it('is fine up to the hours that are set', async () => {
    expect(await stateOf('2026-11-27T12:00:00Z', env)).toBe('ok');
  });

  it('is a warning beyond, and where there is no backup at all', async () => {
    expect(await stateOf('2026-11-27T11:59:59Z', env)).toBe('stale');
    expect(await stateOf(undefined, env)).toBe('stale');
  });

  it('is nobody’s concern where no hours are set', async () => {
    expect(await stateOf(undefined, {})).toBeUndefined();
  });
});
