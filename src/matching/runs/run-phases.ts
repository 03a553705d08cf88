import { Injectable } from '@nestjs/common';
import { Scope } from '../../access/index.js';
import { EnrolmentStore } from '../../enrolment/index.js';
import { RegionSource } from '../../geography/index.js';
import { Clock } from '../../platform/clock/clock.js';
import { RegistryStore } from '../../registry/index.js';
import { MatchingEngine } from '../engine/matching-engine.js';
import type { Step } from '../engine/plan-run.js';
import { RunSheets } from '../engine/run-sheets.js';
import { SEGMENT_IDS, type Side, type Source } from '../engine/segment.js';
import { holdBack } from '../review/domain/index.js';
import { HeldPairs } from '../review/held-pairs.js';
import { CandidateStore, type FoundCandidates } from './candidate.store.js';
import { enterpriseSegments, unitSegments, type MatchingRun, type RunPart } from './matching-run.js';
import { RunFolders } from './run-folders.js';

/** Enterprises whose links are written together. */
const WRITTEN_TOGETHER = 500;

/** What an engine holds is some hundred MiB at a million records: it goes when no part was done for so long. */
const KEPT_IDLE_MS = 30_000;

/** How writing is done: in a unit of work that other writers of links wait for. */
export type Transact = (work: () => Promise<void>) => Promise<void>;

/** What is done in each phase of a run. Done twice it does no harm. */
@Injectable()
export class RunPhases {
  /** The engine of the run that was worked on last: it holds what several parts need. */
  private last: { readonly runId: number; readonly engine: Promise<MatchingEngine> } | undefined;

  private idle: NodeJS.Timeout | undefined;

  constructor(
    private readonly folders: RunFolders,
    private readonly registry: RegistryStore,
    private readonly enrolment: EnrolmentStore,
    private readonly candidates: CandidateStore,
    private readonly held: HeldPairs,
    private readonly regions: RegionSource,
    private readonly clock: Clock,
  ) {}

  async run(run: MatchingRun, { first, last }: RunPart, step: Step, transact: Transact): Promise<void> {
    const engine = await this.engineOf(run);
    for (let item = first; item <= last; item += 1) {
      await step();
      await this.item(engine, run, item, step, transact);
    }
  }

  /** Forgets what it holds of a run that is over or went wrong. */
  forget(runId: number): void {
    if (this.last?.runId === runId) this.last = undefined;
  }

  /** How many enterprises the counties of the run have. */
  async enterprisesOf(run: MatchingRun): Promise<number> {
    const { enterprisesByDivision } = await new RunSheets(this.folders.shelf(run)).plan();
    const scope = Scope.below(run.regionCode, await this.regions.tree());
    return Object.entries(enterprisesByDivision).reduce((sum, [county, count]) => sum + (scope.allows(county) ? count : 0), 0);
  }

  private async item(engine: MatchingEngine, run: MatchingRun, item: number, step: Step, transact: Transact): Promise<void> {
    switch (run.phase) {
      case 'prepare':
        return this.prepare(engine, run, item, step);
      case 'plan':
        return this.plan(engine, run, step);
      case 'join':
        return engine.join(item, step);
      case 'decide':
        return engine.decide(item, step);
      case 'settle':
        await engine.settle(step);
        return;
      case 'write':
        return this.write(engine, run, item, transact);
    }
  }

  private async prepare(engine: MatchingEngine, run: MatchingRun, item: number, step: Step): Promise<void> {
    const enterprises = enterpriseSegments(run);
    const [side, segment]: [Side, number] = item < enterprises ? ['enterprise', item] : ['unit', item - enterprises];
    await engine.prepare(side, segment, await this.rows(run, side, segment), step);
  }

  private async rows(run: MatchingRun, side: Side, segment: number): Promise<readonly Source[]> {
    const [first, last] = [segment * SEGMENT_IDS, (segment + 1) * SEGMENT_IDS - 1];
    const city = await this.cityOf(run);
    if (side === 'unit') return this.enrolment.unitsAmong(city.city, first, last);
    return this.registry.toMatchAmong(city, first, last);
  }

  /** Rivals are looked for in all of the run's city, and nowhere else. */
  private async cityOf({ regionCode }: MatchingRun): Promise<Scope> {
    return Scope.below(await this.regions.cityOf(regionCode), await this.regions.tree());
  }

  private async plan(engine: MatchingEngine, run: MatchingRun, step: Step): Promise<void> {
    const upTo = (count: number): number[] => Array.from({ length: count }, (_, segment) => segment);
    const city = await this.cityOf(run);
    const segments = { enterprise: upTo(enterpriseSegments(run)), unit: upTo(unitSegments(run)) };
    const base = await this.folders.baseOf(run);
    const touched = base ? await this.candidates.touchedSince(city, base.createdAt) : [];
    await engine.plan(segments, { decided: await this.candidates.decidedPairs(city), touched }, step);
  }

  /** Rivals were looked for in the whole city; only links of the run's counties are written. */
  private async write(engine: MatchingEngine, run: MatchingRun, segment: number, transact: Transact): Promise<void> {
    const scope = Scope.below(run.regionCode, await this.regions.tree());
    const held = await this.held.of(scope);
    let together: FoundCandidates[] = [];
    const flush = async (): Promise<void> => {
      const found = together;
      together = [];
      if (found.length > 0) await transact(() => this.candidates.replace(scope, found, run.ruleset, this.clock.now()));
    };
    for await (const outcome of engine.explain(segment)) {
      if (scope.allows(outcome.countyCode)) together.push({ ...outcome, candidates: holdBack(outcome.candidates, held) });
      if (together.length >= WRITTEN_TOGETHER) await flush();
    }
    await flush();
    const listed = await engine.listed(segment);
    const [first, last] = [segment * SEGMENT_IDS, (segment + 1) * SEGMENT_IDS - 1];
    await transact(() => this.candidates.removeUnlisted(scope, first, last, (id) => listed.has(id)));
  }

  private engineOf(run: MatchingRun): Promise<MatchingEngine> {
    if (this.last?.runId !== run.id) this.last = { runId: run.id, engine: this.open(run) };
    clearTimeout(this.idle);
    this.idle = setTimeout(() => this.forget(run.id), KEPT_IDLE_MS).unref();
    return this.last.engine;
  }

  private async open(run: MatchingRun): Promise<MatchingEngine> {
    const base = await this.folders.baseOf(run);
    return new MatchingEngine(this.folders.shelf(run), base ? this.folders.shelf(base) : null, await this.regions.treeOf(run.regionCode));
  }
}
