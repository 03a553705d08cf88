import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Principal } from '../../access/index.js';
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

  async make({ regionCode, displayName }: Principal): Promise<RunDraft> {
    const [tree, root] = [await this.regions.tree(), await this.regions.rootCode()];
    const regionsPrint = printOf(tree);
    const base = await this.baseOf(regionsPrint);
    const run = {
      ruleset: RULESET_VERSION,
      regionsPrint,
      regionCode,
      wholeCity: regionCode === root,
      baseRunId: base?.id ?? null,
      // What the run before knew and is gone is a change as well.
      lastEnterpriseId: Math.max(await this.registry.lastEnterpriseId(), base?.lastEnterpriseId ?? 0),
      lastUnitId: Math.max(await this.enrolment.lastUnitId(), base?.lastUnitId ?? 0),
      requestedBy: displayName,
      createdAt: this.clock.now(),
    };
    return { run, base };
  }

  /** Whether all counties of the run are the principal's. */
  async isWithin({ regionCode }: MatchingRun, { scope }: Principal): Promise<boolean> {
    return (await this.regions.tree()).counties(regionCode).every(({ code }) => scope.allows(code));
  }

  /** The run whose sheets can be gone on from: of these rules and divisions, and with its folder still there. */
  private async baseOf(regionsPrint: string): Promise<MatchingRun | undefined> {
    const newest = await this.runs.newestOfCity();
    if (newest?.ruleset !== RULESET_VERSION || newest.regionsPrint !== regionsPrint) return undefined;
    return (await this.folders.isComplete(newest)) ? newest : undefined;
  }
}

const printOf = ({ regions }: RegionTree): string => createHash('sha256').update(JSON.stringify(regions)).digest('hex');
