import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { ownServersAreToBeHad } from '../faults/own-servers.js';
import { ROOT } from '../support/repository.js';

import.meta.jest.setTimeout(300_000);

/** Every kind of fault comes up within some hundred rounds; here a few of them, the same each time. */
const SHORT = ['--rounds', '3', '--seed', '1', '--on', 'embedded/sqlite,bullmq/mariadb'];

const chaos = (): ReturnType<typeof spawnSync> => {
  const loader = join(ROOT, 'scripts', 'lib', 'typescript.mjs');
  return spawnSync(process.execPath, ['--import', loader, join(ROOT, 'test', 'chaos', 'main.ts'), ...SHORT], {
    encoding: 'utf8',
    env: { ...process.env, NODE_OPTIONS: '' },
  });
};

const countOf = (table: string, line: string): string[] | undefined =>
  table
    .split('\n')
    .map((row) => row.split('|').map((cell) => cell.trim()))
    .find(([, what]) => what === line)
    ?.slice(2, -1);

if (ownServersAreToBeHad())
  describe('faults in random order', () => {
    it('lose no report and make none twice, on both dispatchers and both databases', () => {
      const { stdout, stderr, status } = chaos();
      const table = String(stdout);
      expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
      expect(countOf(table, 'rounds')).toEqual(['3', '3']);
      for (const count of countOf(table, 'reports expected') ?? []) expect(Number(count)).toBeGreaterThanOrEqual(9);
      expect(countOf(table, 'reports made')).toEqual(countOf(table, 'reports expected'));
      for (const line of ['**lost**', '**duplicated**', 'rows without their job, or jobs without their row'])
        expect([line, countOf(table, line)]).toEqual([line, ['0', '0']]);
    });
  });
else it.skip('faults in random order: the servers are not installed here', () => undefined);
