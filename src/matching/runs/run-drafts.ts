import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Scope, type Principal } from '../../access/index.js';
import { EnrolmentStore } from '../../enrolment/index.js';
import { RegionSource } from '../../geography/index.js';
import type { RegionTree } from '../../kernel/index.js';
import { ChangeLog, NO_CHANGES, sizeOf } from '../../platform/changes/index.js';
import { Clock } from '../../platform/clock/clock.js';
import { Database } from '../../platform/database/index.js';
import { RegistryStore } from '../../registry/index.js';
import { RULESET_VERSION } from '../domain/index.js';
import type { MatchingRun } from './matching-run.js';
import { MatchingRunStore, type NewRun } from './matching-run.store.js';
import { RunFolders, type SeenChanges } from './run-folders.js';

/** A run as it is to begin, and the changes since the one that it goes on from. */
export interface RunDraft {
  readonly run: NewRun;
  readonly seen: SeenChanges;
}

/** Where more of all records have changed, looking at all of them is quicker. */
const MOST_CHANGED = 0.15;

/** What there is to match, for whom, and from where on. */
@Injectable()
export class RunDrafts {
  constructor(
    private readonly registry: RegistryStore,
    private readonly enrolment: EnrolmentStore,
    private readonly regions: RegionSource,
    private readonly runs: MatchingRunStore,
    private readonly folders: RunFolders,
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** To be made in the unit of work that adds the run, so that no other run of the city ends between. */
  async make({ regionCode, displayName, scope }: Principal): Promise<RunDraft> {
    const city = await this.cityScope(scope.city);
    const regionsPrint = printOf(await this.regions.treeOf(regionCode));
    const log = new ChangeLog(this.database);
    const notes = await log.notes(city.organisationCodes);
    const [lastEnterprise, lastUnit] = [await this.registry.lastEnterpriseId(), await this.enrolment.lastUnitId()];
    const isMuchChanged = sizeOf(notes) > MOST_CHANGED * (lastEnterprise + lastUnit);
    const base = isMuchChanged ? undefined : await this.startOf(city, regionsPrint);
    const records = base === undefined ? NO_CHANGES : await log.records(city.organisationCodes);
    const run = {
      ruleset: RULESET_VERSION,
      regionsPrint,
      regionCode,
      wholeCity: regionCode === scope.city,
      baseRunId: base?.id ?? null,
      // What the run before knew and is gone is a change as well.
      lastEnterpriseId: Math.max(lastEnterprise, base?.lastEnterpriseId ?? 0, records.enterprise.at(-1) ?? 0),
      lastUnitId: Math.max(lastUnit, base?.lastUnitId ?? 0, records.unit.at(-1) ?? 0),
      requestedBy: displayName,
      createdAt: this.clock.now(),
    };
    return { run, seen: { notes, records } };
  }

  /** The run that goes on in a city. */
  async underWay(cityCode: string): Promise<MatchingRun | undefined> {
    return this.runs.running((await this.cityScope(cityCode)).organisationCodes);
  }

  /** The runs of all cities whose sheets are still needed: those that go on, those that can be gone on from, and what was written since. */
  async inUse(): Promise<MatchingRun[]> {
    const found: MatchingRun[] = [];
    for (const city of await this.regions.cityCodes()) {
      const running = await this.underWay(city);
      const base = running ? await this.folders.baseOf(running) : await this.runs.newestOfCity(city);
      if (running) found.push(running);
      if (base) found.push(base, ...(await this.runs.writtenAfter(base.id, (await this.cityScope(city)).organisationCodes)));
    }
    return found;
  }

  /** The base, where it is known what runs that are no base have written since. */
  private async startOf(city: Scope, regionsPrint: string): Promise<MatchingRun | undefined> {
    const base = await this.baseOf(city.city, regionsPrint);
    if (base === undefined) return undefined;
    for (const run of await this.runs.writtenAfter(base.id, city.organisationCodes)) {
      if ((await this.folders.rewrittenBy(run)) === null) return undefined;
    }
    return base;
  }

  /** The run whose sheets can be gone on from: of these rules and divisions, and with its folder still there. */
  private async baseOf(cityCode: string, regionsPrint: string): Promise<MatchingRun | undefined> {
    const newest = await this.runs.newestOfCity(cityCode);
    if (newest?.ruleset !== RULESET_VERSION || newest.regionsPrint !== regionsPrint) return undefined;
    return (await this.folders.isComplete(newest)) ? newest : undefined;
  }

  private async cityScope(cityCode: string): Promise<Scope> {
    return Scope.below(cityCode, await this.regions.tree());
  }
}

const printOf = ({ regions }: RegionTree): string => createHash('sha256').update(JSON.stringify(regions)).digest('hex');
