import { diskFullProblem } from './disk-full.js';

describe('a full disk', () => {
  it.each([
    ['the operating system', { code: 'ENOSPC' }],
    ['a quota', { code: 'EDQUOT' }],
    ['SQLite', { code: 'SQLITE_FULL' }],
    ['MariaDB', { code: 'ER_DISK_FULL', errno: 1021 }],
    ['a table of MariaDB that cannot grow', { errno: 1114 }],
    ['the driver below TypeORM', { driverError: { code: 'SQLITE_FULL' } }],
    ['a cause', new Error('outer', { cause: { code: 'ENOSPC' } })],
  ])('is recognised as %s tells it', (_who, error) => {
    expect(diskFullProblem(error)).toMatchObject({ kind: 'disk-full', code: 'disk-full', message: expect.stringContaining('腾出空间') });
  });

  it.each([[new Error('other')], [{ code: 'EACCES' }], [{ errno: 1062 }], [null], ['ENOSPC']])('is not seen in %p', (error) => {
    expect(diskFullProblem(error)).toBeUndefined();
  });

  it('is not looked for in a circle of causes for ever', () => {
    const error = new Error('circle');
    error.cause = error;
    expect(diskFullProblem(error)).toBeUndefined();
  });
});
