// Loaded before the application: strikes it with CRASH_SIGNAL at the point that CRASH_AT names, in the job whose key begins with CRASH_JOB.
import { AsyncLocalStorage } from 'node:async_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import 'reflect-metadata';
import { strikeAfter } from '../support/strike.mjs';

const ledger = ['platform/jobs/job-ledger.js', 'JobLedger'];
const reports = ['reporting/typeorm/reporting.store.typeorm.js', 'TypeOrmReportingStore'];
const bundles = ['reporting/typeorm/city-bundle.store.typeorm.js', 'TypeOrmCityBundleStore'];

/** The named points of a report's and an archive's way. Those marked `uncommitted` lie in a unit of work that is not yet committed. */
export const POINTS = {
  'reports are planned, uncommitted': [...reports, 'ensure'],
  'a job is queued, uncommitted': ['platform/jobs/job-queue.js', 'DatabaseJobQueue', 'enqueue'],
  'the archive is asked for, uncommitted': [...bundles, 'add'],

  'the job is claimed': [...ledger, 'take'],
  'the reports are opened, uncommitted': [...reports, 'openTurn'],
  'the figures are gathered': ['reporting/prepare-report.js', 'PrepareReport', 'gather'],
  'a file is stored': ['platform/files/file-store.js', 'FileStore', 'put'],
  'the forms are written': ['reporting/write-forms.js', 'WriteForms', 'run'],
  'the snapshot is kept, uncommitted': ['coverage/freeze-coverage.js', 'FreezeCoverage', 'keep'],
  'the preparation is recorded, uncommitted': [...reports, 'recordPreparation'],
  'the archive is written': ['reporting/city/write-city-bundle.js', 'WriteCityBundle', 'run'],
  'the archive is sealed': ['platform/files/file-store.js', 'FileStore', 'putFile'],
  'the archive is recorded, uncommitted': [...bundles, 'recordMade'],
  'the result is committed': ['platform/jobs/job-run.js', 'JobRun', 'fenced'],
  'the job is done': [...ledger, 'complete'],
};

/** The key of the job that is being run. */
const running = new AsyncLocalStorage();
/** How many jobs this process is running, and since when it is so. */
let jobs = { count: 0, since: 0 };

async function followJobs() {
  const { JobRunner } = await import('../../dist/platform/jobs/job-runner.js');
  const { execute } = JobRunner.prototype;
  const change = (by) => (jobs = { count: jobs.count + by, since: performance.now() });
  JobRunner.prototype.execute = function (handler, claim) {
    change(1);
    return running.run(claim.job.key, () => execute.call(this, handler, claim)).finally(() => change(-1));
  };
}

const QUIET_MS = 1500;

/** Until this process is at nothing else: it is to freeze with one job in its hands, and not by chance in another one's transaction, which would lock SQLite. */
async function nothingElseRuns() {
  while (jobs.count > 1 || performance.now() - jobs.since < QUIET_MS) await pause(50);
}

const { CRASH_AT: at, CRASH_JOB: job, CRASH_SIGNAL: signal } = process.env;
if (at) {
  if (!POINTS[at]) throw new Error(`There is no point “${at}”.`);
  await followJobs();
  // A job is claimed before it runs: there the row that was seen tells its key.
  const keyOf = (args) => (at === 'the job is claimed' ? args[0].key : running.getStore()) ?? '';
  const ready = signal === 'SIGSTOP' && !at.endsWith('uncommitted') ? nothingElseRuns : undefined;
  await strikeAfter(POINTS[at], { signal, ready, applies: (_self, args) => job === undefined || keyOf(args).startsWith(job) });
}
