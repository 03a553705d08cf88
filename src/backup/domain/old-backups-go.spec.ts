import { backupsPast, madeAt } from './retention.js';

const NOW = new Date('2026-11-28T02:00:00Z');
const day = (n: number): string => `backup-202611${String(n).padStart(2, '0')}T180000Z-0a1b2c`;

describe('backups', () => {
  it('carry the time at which they were made in their name', () => {
    expect(madeAt('backup-20261127T180000Z-0a1b2c')).toEqual(new Date('2026-11-27T18:00:00Z'));
    expect(madeAt('backup-20261127T180000Z-0a1b2c.part')).toBeUndefined();
    expect(madeAt('somebody-elses-folder')).toBeUndefined();
  });

  it('stay where no rule is given', () => {
    expect(backupsPast([day(1), day(2)], NOW, { days: undefined, last: undefined })).toEqual([]);
  });

  it('go when they are older than the days, but the newest stays', () => {
    expect(backupsPast([day(1), day(20), day(27)], NOW, { days: 10, last: undefined })).toEqual([day(1)]);
    expect(backupsPast([day(1), day(2)], NOW, { days: 10, last: undefined })).toEqual([day(1)]);
  });

  it('go when there are more than the number, where no days are given', () => {
    expect(backupsPast([day(1), day(20), day(27)], NOW, { days: undefined, last: 2 })).toEqual([day(1)]);
  });

  it('stay with both rules while one of them keeps them', () => {
    expect(backupsPast([day(1), day(2), day(3)], NOW, { days: 10, last: 2 })).toEqual([day(1)]);
    expect(backupsPast([day(25), day(26), day(27)], NOW, { days: 10, last: 1 })).toEqual([]);
  });

  it('leave alone what is no whole backup', () => {
    expect(backupsPast(['lost+found', `${day(1)}.part`, day(27)], NOW, { days: 1, last: 1 })).toEqual([]);
  });
});
