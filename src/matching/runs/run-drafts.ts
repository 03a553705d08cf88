import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Principal } from '../../access/index.js';
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

/** A run as it is to begin, and the one that it goes on from. */
export interface RunDraft {
  readonly run: NewRun;
  readonly base: MatchingRun | undefined;
  /** Runs since the base that have written links and are no base themselves: of single counties, cancelled or failed. */
  readonly unfinished: readonly MatchingRun[];
  readonly seen: SeenChanges;
}

const ANEW: Pick<RunDraft, 'base' | 'unfinished'> = { base: undefined, unfinished: [] };

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

  /** To be made in the unit of work that adds the run, so that no other run ends between. */
  async make({ regionCode, displayName }: Principal): Promise<RunDraft> {
    const [tree, root] = [await this.regions.tree(), await this.regions.rootCode()];
    const regionsPrint = printOf(tree);
    const log = new ChangeLog(this.database);
    const notes = await log.notes();
    const [lastEnterprise, lastUnit] = [await this.registry.lastEnterpriseId(), await this.enrolment.lastUnitId()];
    const isMuchChanged = sizeOf(notes) > MOST_CHANGED * (lastEnterprise + lastUnit);
    const { base, unfinished } = isMuchChanged ? ANEW : await this.startOf(regionsPrint);
    const records = base === undefined ? NO_CHANGES : await log.records();
    const run = {
      ruleset: RULESET_VERSION,
      regionsPrint,
      regionCode,
      wholeCity: regionCode === root,
      baseRunId: base?.id ?? null,
      // What the run before knew and is gone is a change as well.
      lastEnterpriseId: Math.max(lastEnterprise, base?.lastEnterpriseId ?? 0, records.enterprise.at(-1) ?? 0),
      lastUnitId: Math.max(lastUnit, base?.lastUnitId ?? 0, records.unit.at(-1) ?? 0),
      requestedBy: displayName,
      createdAt: this.clock.now(),
    };
    return { run, base, unfinished, seen: { notes, records } };
  }

  /** Whether all counties of the run are the principal's. */
  async isWithin({ regionCode }: MatchingRun, { scope }: Principal): Promise<boolean> {
    return (await this.regions.tree()).counties(regionCode).every(({ code }) => scope.allows(code));
  }

  private async startOf(regionsPrint: string): Promise<Pick<RunDraft, 'base' | 'unfinished'>> {
    const base = await this.baseOf(regionsPrint);
    if (base === undefined) return ANEW;
    const unfinished = await this.runs.writtenAfter(base.id);
    for (const run of unfinished) if ((await this.folders.rewrittenBy(run)) === null) return ANEW;
    return { base, unfinished };
  }

  /** The run whose sheets can be gone on from: of these rules and divisions, and with its folder still there. */
  private async baseOf(regionsPrint: string): Promise<MatchingRun | undefined> {
    const newest = await this.runs.newestOfCity();
    if (newest?.ruleset !== RULESET_VERSION || newest.regionsPrint !== regionsPrint) return undefined;
    return (await this.folders.isComplete(newest)) ? newest : undefined;
  }
}

const printOf = ({ regions }: RegionTree): string => createHash('sha256').update(JSON.stringify(regions)).digest('hex');
