import { Injectable } from '@nestjs/common';
import { AuditTrail, type Principal } from '../../access/index.js';
import { canonicalJson } from '../../coverage/domain/index.js';
import type { LocalDate } from '../../kernel/index.js';
import { Clock } from '../../platform/clock/clock.js';
import { Database } from '../../platform/database/index.js';
import { sha256 } from '../../platform/files/file-store.js';
import { JobQueue, JobStore, type Job } from '../../platform/jobs/index.js';
import { REPORTS_LOCK } from '../plan-reports.js';
import { AssembleCity } from './assemble-city.js';
import { CityBundleStore, type CityBundle, type NewCityBundle } from './city-bundle.store.js';
import { bundleKey, MAKE_CITY_BUNDLE } from './make-city-bundle.job.js';

/** Names the make-up of an archive; raise it with every change of what stands in it. */
const BUNDLE_RULES = 'bundle-2';

/** Asks for the archive of a due day. The reports as they stand are one archive, however often it is asked for. */
@Injectable()
export class RequestCityBundle {
  constructor(
    private readonly assemble: AssembleCity,
    private readonly store: CityBundleStore,
    private readonly queue: JobQueue,
    private readonly jobs: JobStore,
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly audit: AuditTrail,
  ) {}

  /** Throws Problem `right-missing` or `not-found`. */
  async run(principal: Principal, dueOn: LocalDate): Promise<CityBundle> {
    const { bundle, job } = await this.database.unitOfWork(async () => {
      const wanted = await this.wanted(principal, dueOn);
      const known = await this.store.ofState(wanted.stateHash, principal.scope);
      const found = known ?? (await this.store.add(wanted));
      const key = bundleKey(found.id);
      await this.queue.enqueue(MAKE_CITY_BUNDLE, { key, owner: found.regionCode, payload: { bundleId: found.id } });
      this.audit.record(principal, {
        action: 'bundle.requested',
        subject: { kind: 'bundle', id: found.id },
        after: { dueOn, reports: wanted.reports.length, stateHash: wanted.stateHash, anew: known === undefined },
      });
      return { bundle: found, job: await this.jobs.newest(MAKE_CITY_BUNDLE.name, key) };
    }, REPORTS_LOCK);
    if (job && isStuck(job)) await this.jobs.retry(job.id, job.epoch, principal.scope.organisationCodes);
    return bundle;
  }

  private async wanted(principal: Principal, dueOn: LocalDate): Promise<NewCityBundle> {
    const reports = (await this.assemble.reports(principal, dueOn)).map(({ id, countyCode, state, submissionId }) => {
      return { reportId: id, countyCode, state, submissionId };
    });
    const { regionCode, displayName } = principal;
    const stateHash = sha256(canonicalJson({ rules: BUNDLE_RULES, regionCode, dueOn, reports }));
    return { regionCode, dueOn, stateHash, reports, requestedBy: displayName, requestedAt: this.clock.now() };
  }
}

/** Asked for again, a job that has given up is sent round once more. */
const isStuck = ({ state }: Job): boolean => state === 'failed' || state === 'dead' || state === 'cancelled';
