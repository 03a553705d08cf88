import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Scope, type Principal } from '../../access/index.js';
import { EnrolmentStore } from '../../enrolment/index.js';
import { RegionSource } from '../../geography/index.js';
import type { RegionTree } from '../../kernel/index.js';
import { Clock } from '../../platform/clock/clock.js';
import { RegistryStore } from '../../registry/index.js';
import { RULESET_VERSION } from '../domain/index.js';
import type { MatchingRun } from './matching-run.js';
import { MatchingRunStore, type NewRun } from './matching-run.store.js';
import { RunFolders } from './run-folders.js';

/** A run as it is to begin, and the one that it goes on from. */
export interface RunDraft {
  readonly run: NewRun;
  readonly base: MatchingRun | undefined;
}

/** What there is to match, for whom, and from where on. */
@Injectable()
export class RunDrafts {
  constructor(
    private readonly registry: RegistryStore,
    private readonly enrolment: EnrolmentStore,
    private readonly regions: RegionSource,
    private readonly runs: MatchingRunStore,
    private readonly folders: RunFolders,
    private readonly clock: Clock,
  ) {}

  async make({ regionCode, displayName, scope }: Principal): Promise<RunDraft> {
    const regionsPrint = printOf(await this.regions.treeOf(regionCode));
    const base = await this.baseOf(scope.city, regionsPrint);
    const run = {
      ruleset: RULESET_VERSION,
      regionsPrint,
      regionCode,
      wholeCity: regionCode === scope.city,
      baseRunId: base?.id ?? null,
      // What the run before knew and is gone is a change as well.
      lastEnterpriseId: Math.max(await this.registry.lastEnterpriseId(), base?.lastEnterpriseId ?? 0),
      lastUnitId: Math.max(await this.enrolment.lastUnitId(), base?.lastUnitId ?? 0),
      requestedBy: displayName,
      createdAt: this.clock.now(),
    };
    return { run, base };
  }

  /** The run that goes on in a city. */
  async underWay(cityCode: string): Promise<MatchingRun | undefined> {
    return this.runs.running(Scope.below(cityCode, await this.regions.tree()).organisationCodes);
  }

  /** The runs of all cities whose sheets are still needed: those that go on, and those that can be gone on from. */
  async inUse(): Promise<MatchingRun[]> {
    const found: (MatchingRun | undefined)[] = [];
    for (const city of await this.regions.cityCodes()) {
      const running = await this.underWay(city);
      found.push(running, running && (await this.folders.baseOf(running)), await this.runs.newestOfCity(city));
    }
    return found.filter((run) => run !== undefined);
  }

  /** The run whose sheets can be gone on from: of these rules and divisions, and with its folder still there. */
  private async baseOf(cityCode: string, regionsPrint: string): Promise<MatchingRun | undefined> {
    const newest = await this.runs.newestOfCity(cityCode);
    if (newest?.ruleset !== RULESET_VERSION || newest.regionsPrint !== regionsPrint) return undefined;
    return (await this.folders.isComplete(newest)) ? newest : undefined;
  }
}

const printOf = ({ regions }: RegionTree): string => createHash('sha256').update(JSON.stringify(regions)).digest('hex');
