import { Injectable } from '@nestjs/common';
import { JobLedger } from './job-ledger.js';
import { JobRegistry } from './job-registry.js';
import { JobQueue, type JobDefinition, type JobRequest } from './job.js';

const MAX_KEY = 120;
const MAX_PAYLOAD = 2000;

/** Writes jobs to the database, which is their record. */
@Injectable()
export class DatabaseJobQueue extends JobQueue {
  constructor(
    private readonly ledger: JobLedger,
    private readonly registry: JobRegistry,
  ) {
    super();
  }

  enqueue<P extends object>(job: JobDefinition<P>, request: JobRequest<P>): Promise<void> {
    return this.enqueueAll(job, [request]);
  }

  async enqueueAll<P extends object>(job: JobDefinition<P>, requests: readonly JobRequest<P>[]): Promise<void> {
    for (const request of requests) refuseUnfit(job.name, request);
    if (!this.registry.handler(job.name)) throw new Error(`Job ${job.name} has no handler: its row would stop the next start.`);
    await this.ledger.insert(job, requests);
  }
}

/** SQLite checks no lengths and MySQL would cut silently: a cut key would merge two jobs into one. */
function refuseUnfit(name: string, { key, payload }: JobRequest<object>): void {
  if (key.length === 0 || key.length > MAX_KEY) throw new RangeError(`A key of job ${name} has not 1-${MAX_KEY} characters.`);
  if (JSON.stringify(payload).length > MAX_PAYLOAD) throw new RangeError(`A payload of job ${name} exceeds ${MAX_PAYLOAD} characters.`);
}
