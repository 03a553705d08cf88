import { Injectable } from '@nestjs/common';
import { AuditTrail, demand, type AuditAction, type Principal } from '../access/index.js';
import { Database } from '../platform/database/index.js';
import { JobStore, type Job } from '../platform/jobs/index.js';

/** The administrator sends a job round again, or stops it. */
@Injectable()
export class ManageJobs {
  constructor(
    private readonly jobs: JobStore,
    private readonly database: Database,
    private readonly audit: AuditTrail,
  ) {}

  /** As `JobStore.retry`; throws also Problem `right-missing`. */
  retry(principal: Principal, id: number, version: number): Promise<Job> {
    return this.change(principal, 'job.retried', id, () => this.jobs.retry(id, version, principal.scope.organisationCodes));
  }

  /** As `JobStore.cancel`; throws also Problem `right-missing`. */
  cancel(principal: Principal, id: number, version: number): Promise<Job> {
    return this.change(principal, 'job.cancelled', id, () => this.jobs.cancel(id, version, principal.scope.organisationCodes));
  }

  private async change(principal: Principal, action: AuditAction, id: number, work: () => Promise<Job>): Promise<Job> {
    demand(principal, 'jobs.manage');
    return this.database.unitOfWork(async () => {
      const { name, state } = await this.jobs.get(id, principal.scope.organisationCodes);
      const job = await work();
      this.audit.record(principal, { action, subject: { kind: 'job', id }, before: { name, state }, after: { name, state: job.state } });
      return job;
    });
  }
}
