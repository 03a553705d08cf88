import { cpSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { PackCycle } from '../../src/geography/region-pack.js';
import { body, type ApiClient } from '../support/api-client.js';
import { Application, eventually, type Environment } from '../support/processes.js';
import { ROOT } from '../support/repository.js';
import { readTables, type Tables } from '../support/tables.js';
import { administratorOf, CITY_CODE, logInAgain, userWith } from '../support/users.js';
import type { Backing } from './backing.js';
import { WALL_CLOCK_MODULE, WallClock } from './wall-clock.js';

const CRASH_MODULE = pathToFileURL(join(ROOT, 'test', 'faults', 'crash-points.mjs')).href;
const REVIEWER = 'reviewer';

/** Who owes reports here: few, so that a test is quick. */
export const COUNTIES = ['150802', '150821', '150822'];
/** What a report consists of: coverage summary, 附件2 and 附件3. */
export const FORMS = 3;

/** How long a silent worker keeps the job of a report or an archive. */
export const LEASE_SECONDS = 120;

/** Where, and in the job with which key, a process is struck; by SIGKILL unless told otherwise. */
export interface Strike {
  readonly at: string;
  readonly job?: string;
  readonly signal?: 'SIGKILL' | 'SIGSTOP';
}

/**
 * An installation to which things happen: its processes go by a clock that can be set, and may be struck at a named point. All that is to be done for a
 * turn of June is due when 5 June begins in Shanghai: its window ends the day before, and it is opened on its due day.
 */
export class FaultyInstallation {
  readonly applications: Application[] = [];

  private constructor(
    readonly backing: Backing,
    readonly clock: WallClock,
    private readonly pack: string,
  ) {}

  static create(backing: Backing, startsAt: string): FaultyInstallation {
    const { dataDir } = backing.config;
    const clock = new WallClock(join(dataDir, 'wall-clock'));
    void clock.set(startsAt);
    return new FaultyInstallation(backing, clock, packIn(dataDir));
  }

  get dataDir(): string {
    return this.backing.config.dataDir;
  }

  async start(role: 'web' | 'worker' | 'all'): Promise<Application> {
    const application = await Application.start(this.environment(role));
    this.applications.push(application);
    return application;
  }

  /** Does not wait for more than its process to be there: it may be struck before it works. */
  startStruck(role: 'web' | 'worker' | 'all', { at, job, signal }: Strike): Application {
    const options = `--import ${WALL_CLOCK_MODULE} --import ${CRASH_MODULE}`;
    const strike = {
      CRASH_AT: at,
      ...(job === undefined ? {} : { CRASH_JOB: job }),
      ...(signal === undefined ? {} : { CRASH_SIGNAL: signal }),
    };
    const application = Application.spawn({ ...this.environment(role), ...strike, NODE_OPTIONS: options });
    this.applications.push(application);
    return application;
  }

  tables(): Promise<Tables> {
    return readTables(this.backing.config);
  }

  /** Ends every process and removes all data. */
  async drop(): Promise<void> {
    for (const application of this.applications) await application.stop('SIGKILL');
    await this.backing.drop();
  }

  private environment(role: 'web' | 'worker' | 'all'): Environment {
    const { dataDir, databaseUrl, allowWeakDurability } = this.backing.config;
    return {
      ROLE: role,
      DATA_DIR: dataDir,
      ALLOW_WEAK_DURABILITY: String(allowWeakDurability),
      REGION_PACK: this.pack,
      // Months pass between log-ins here.
      PASSWORD_PROFILE: 'modern',
      DISABLE_UNUSED_AFTER_DAYS: '0',
      WALL_CLOCK: this.clock.file,
      NODE_OPTIONS: `--import ${WALL_CLOCK_MODULE}`,
      ...(databaseUrl === undefined ? {} : { DATABASE_URL: databaseUrl }),
      ...(this.backing.redisUrl === undefined ? {} : { REDIS_URL: this.backing.redisUrl }),
    };
  }
}

/** The sample city's pack with other cycles. */
function packIn(folder: string): string {
  const pack = join(folder, 'pack');
  cpSync(join(ROOT, 'region-packs', CITY_CODE), pack, { recursive: true });
  const common = { yearOffset: 0, divisions: COUNTIES, clause: '测试' };
  const cycles: PackCycle[] = [
    {
      ...common,
      code: 'june',
      name: '6月5日报送',
      dueMonth: 6,
      dueDay: 5,
      openDaysBefore: 0,
      windowFrom: day('10-01', -1),
      windowTo: day('06-04'),
    },
    {
      ...common,
      code: 'october',
      name: '10月10日报送',
      dueMonth: 10,
      dueDay: 10,
      openDaysBefore: 9,
      windowFrom: day('06-05'),
      windowTo: day('09-30'),
    },
  ];
  writeFileSync(join(pack, 'cycles.json'), JSON.stringify(cycles));
  return pack;
}

const day = (monthDay: string, yearOffset = 0): PackCycle['windowFrom'] => ({ monthDay, yearOffset });

/** First start of the process that serves; the reviewer, and a registry in each county that owes reports. */
export async function settle(
  installation: FaultyInstallation,
  role: 'web' | 'all' = 'web',
): Promise<{ readonly web: Application; readonly reviewer: ApiClient }> {
  const web = await installation.start(role);
  const reviewer = await userWith(await administratorOf(web), 'municipal-reviewer', CITY_CODE, REVIEWER);
  for (const county of COUNTIES) {
    const lines = [1, 2, 3].map((n) => `${n},建材,${county}第${n}砖厂,${n}号院,${10 * n},,,`);
    const text = ['序号,所属行业,企业名称,企业地址,职工人数,企业联系人,联系电话,备注', ...lines].join('\n');
    const upload = { name: `${county}.csv`, bytes: new TextEncoder().encode(text) };
    await body(reviewer.import(upload, { kind: 'registry', county, asOf: '2020-05', step: 'apply' }));
  }
  return { web, reviewer };
}

export const reviewerOf = (web: Application): Promise<ApiClient> => logInAgain(web.address, REVIEWER);

export const died = (application: Application): Promise<true> =>
  eventually('the process is dead', async () => (application.isRunning ? undefined : true), 60);

export const frozen = (application: Application): Promise<true> =>
  eventually('the process is frozen', async () => (application.isFrozen ? true : undefined), 60);
