import { Injectable } from '@nestjs/common';
import { Scope } from '../../access/index.js';
import { RegionSource } from '../../geography/index.js';
import { Clock } from '../../platform/clock/clock.js';
import { MatchingEngine } from '../engine/matching-engine.js';
import type { Step } from '../engine/plan-run.js';
import { RunSheets } from '../engine/run-sheets.js';
import { SEGMENT_IDS, segmentOf, type Side } from '../engine/segment.js';
import { holdBack } from '../review/domain/index.js';
import { HeldPairs } from '../review/held-pairs.js';
import { CandidateStore, type FoundCandidates } from './candidate.store.js';
import { enterpriseSegments, unitSegments, type MatchingRun, type RunPart } from './matching-run.js';
import { MatchingRunStore } from './matching-run.store.js';
import { RowsToMatch } from './rows-to-match.js';
import { RunFolders, type SeenChanges } from './run-folders.js';

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
  private last: { readonly runId: number; readonly engine: Promise<MatchingEngine>; readonly seen: Promise<SeenChanges> } | undefined;

  private idle: NodeJS.Timeout | undefined;

  constructor(
    private readonly folders: RunFolders,
    private readonly runs: MatchingRunStore,
    private readonly rows: RowsToMatch,
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
      case 'count':
        return engine.count(item, segmentsOf(run), step);
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
    const city = await this.cityOf(run);
    if (run.baseRunId === null) return engine.prepare(side, segment, await this.rows.among(city, side, ...idsIn(segment)), step);
    const ids = (await this.of(run).seen).records[side].filter((id) => segmentOf(id) === segment);
    await engine.amend(side, segment, { ids, rows: await this.rows.of(city, side, ids) }, step);
  }

  private async plan(engine: MatchingEngine, run: MatchingRun, step: Step): Promise<void> {
    const city = await this.cityOf(run);
    const decided = await this.candidates.decidedPairs(city);
    await engine.plan(segmentsOf(run), { decided, touched: await this.touched(run, city) }, step);
  }

  /** Rivals are looked for in all of the run's city, and nowhere else. */
  private async cityOf({ regionCode }: MatchingRun): Promise<Scope> {
    return Scope.below(await this.regions.cityOf(regionCode), await this.regions.tree());
  }

  /** Enterprises whose links persons have changed since the base, and those that a run of the city which is no base has written. */
  private async touched(run: MatchingRun, { organisationCodes }: Scope): Promise<number[]> {
    if (run.baseRunId === null) return [];
    const touched = [...(await this.of(run).seen).records.link];
    for (const other of await this.runs.writtenAfter(run.baseRunId, organisationCodes)) {
      const written = await this.folders.rewrittenBy(other);
      if (written === null) throw new Error('What a run has written is not known any more.');
      written.each((id) => touched.push(id));
    }
    return touched;
  }

  /** Rivals were looked for in the whole city; only links of the run's counties are written. */
  private async write(engine: MatchingEngine, run: MatchingRun, segment: number, transact: Transact): Promise<void> {
    const scope = Scope.below(run.regionCode, await this.regions.tree());
    const held = await this.held.of(scope);
    let together: FoundCandidates[] = [];
    const flush = async (): Promise<void> => {
      const found = together;
      together = [];
      if (found.length > 0)
        await this.replace(scope, found, (those) => transact(() => this.candidates.replace(scope, those, run.ruleset, this.clock.now())));
    };
    for await (const outcome of engine.explain(segment)) {
      if (scope.allows(outcome.countyCode)) together.push({ ...outcome, candidates: holdBack(outcome.candidates, held) });
      if (together.length >= WRITTEN_TOGETHER) await flush();
    }
    await flush();
    await this.removeGone(engine, run, segment, scope, transact);
  }

  private async removeGone(engine: MatchingEngine, run: MatchingRun, segment: number, scope: Scope, transact: Transact): Promise<void> {
    if (run.baseRunId !== null) {
      const gone = await engine.gone(segment);
      if (gone.length > 0) await transact(() => this.candidates.removeOf(scope, gone));
      return;
    }
    const listed = await engine.listed(segment);
    const [first, last] = idsIn(segment);
    await transact(() => this.candidates.removeUnlisted(scope, first, last, (id) => listed.has(id)));
  }

  /** A unit or an enterprise that an undone import takes away meanwhile is left out; the next run sees that it is gone. */
  private async replace(
    scope: Scope,
    found: readonly FoundCandidates[],
    write: (found: readonly FoundCandidates[]) => Promise<void>,
  ): Promise<void> {
    try {
      await write(found);
    } catch (error) {
      const there = await this.rows.stillThere(scope, found);
      if (there === null) throw error;
      await write(there);
    }
  }

  private engineOf(run: MatchingRun): Promise<MatchingEngine> {
    return this.of(run).engine;
  }

  private of(run: MatchingRun): NonNullable<RunPhases['last']> {
    if (this.last?.runId !== run.id) this.last = { runId: run.id, engine: this.open(run), seen: this.folders.seenBy(run) };
    clearTimeout(this.idle);
    this.idle = setTimeout(() => this.forget(run.id), KEPT_IDLE_MS).unref();
    return this.last;
  }

  private async open(run: MatchingRun): Promise<MatchingEngine> {
    const base = await this.folders.baseOf(run);
    return new MatchingEngine(this.folders.shelf(run), base ? this.folders.shelf(base) : null, await this.regions.treeOf(run.regionCode));
  }
}

const idsIn = (segment: number): [first: number, last: number] => [segment * SEGMENT_IDS, (segment + 1) * SEGMENT_IDS - 1];

function segmentsOf(run: MatchingRun): Readonly<Record<Side, readonly number[]>> {
  const upTo = (count: number): number[] => Array.from({ length: count }, (_, segment) => segment);
  return { enterprise: upTo(enterpriseSegments(run)), unit: upTo(unitSegments(run)) };
}
