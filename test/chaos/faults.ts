import { LEASE_SECONDS } from '../faults/installation.js';
import { pause } from '../support/processes.js';
import type { Random } from './random.js';
import type { Site } from './site.js';

const HOUR = 3600;
const DAY = 24 * HOUR;

export interface Fault {
  readonly kind: string;
  /** Whether it can befall an installation of this make-up. */
  readonly applies: (site: Site) => boolean;
  readonly inject: (site: Site, random: Random) => Promise<void>;
}

const always = (): boolean => true;
const withRedis = (site: Site): boolean => site.installation.backing.redis !== undefined;
const withMariadb = (site: Site): boolean => site.installation.backing.mariadb !== undefined;

/** Where a worker may die by itself; see test/faults/crash-points.mjs. */
const POINTS = [
  'the job is claimed',
  'the reports are opened, uncommitted',
  'the figures are gathered',
  'a file is stored',
  'the forms are written',
  'the snapshot is kept, uncommitted',
  'the preparation is recorded, uncommitted',
  'the archive is written',
  'the archive is sealed',
  'the archive is recorded, uncommitted',
  'the result is committed',
  'the job is done',
];

const jump = (kind: string, seconds: number): Fault => ({
  kind,
  applies: always,
  inject: (site) => site.installation.clock.jump(seconds),
});

export const FAULTS: readonly Fault[] = [
  {
    kind: 'process killed (SIGKILL)',
    applies: always,
    inject: async (site, random) => {
      const processes = site.processes();
      if (processes.length > 0) await random.pick(processes).stop('SIGKILL');
    },
  },
  {
    kind: 'worker killed at a named point',
    applies: always,
    inject: (site, random) => site.replaceWorker({ at: random.pick(POINTS) }),
  },
  {
    kind: 'worker frozen past its lease (SIGSTOP)',
    applies: always,
    inject: async (site) => {
      site.worker.signal('SIGSTOP');
      await site.installation.clock.jump(LEASE_SECONDS + 1);
    },
  },
  {
    kind: 'server killed during a request',
    applies: always,
    inject: async (site, random) => {
      if (!site.server.isRunning) await site.restore();
      const asked = site.askForReports(`${random.between(2001, 2021)}-06-05`);
      await pause(random.between(0, 400));
      await site.server.stop('SIGKILL');
      await asked;
    },
  },
  {
    kind: 'service down for three days',
    applies: always,
    inject: async (site) => {
      for (const process of site.processes()) process.signal('SIGCONT');
      await site.stopAll('SIGTERM');
      await site.installation.clock.jump(3 * DAY);
      await site.restore();
    },
  },
  jump('clock an hour forward', HOUR),
  jump('clock an hour back', -HOUR),
  jump('clock a day forward', DAY),
  jump('clock a day back', -DAY),
  { kind: 'Redis flushed', applies: withRedis, inject: async (site) => site.installation.backing.redis?.flush() },
  { kind: 'Redis killed and restarted', applies: withRedis, inject: async (site) => site.installation.backing.redis?.restart() },
  { kind: 'MariaDB killed and restarted', applies: withMariadb, inject: async (site) => site.installation.backing.mariadb?.restart() },
];
