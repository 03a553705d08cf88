export { Job } from './job.entity.js';
export { JobStore, type JobFilter } from './job-store.js';
export { JobHandler, JobPlanner, JobQueue, LeaseLost, type JobContext, type JobDefinition, type JobRequest } from './job.js';
export type { JobOutcome } from './job-dispatcher.js';
export type { JobCounts } from './job-runner.js';
export { JobsModule } from './jobs.module.js';
export type { JobsConfig } from './options.js';
export { JOB_STATES, type Backoff, type JobState } from './policy.js';
export { Reconciler } from './reconciler.js';
