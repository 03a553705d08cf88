import { setImmediate as nextTurn } from 'node:timers/promises';
import type { RegionTree } from '../../kernel/index.js';
import { automaticCandidate, reviewCandidate } from '../domain/candidates.js';
import { compareRecords } from '../domain/compare-records.js';
import type { Ground } from '../domain/decide.js';
import { languageOf } from '../domain/language.js';
import type { Candidate } from '../domain/model.js';
import type { RegionGazetteer } from '../domain/regions-in-names.js';
import type { Surroundings } from '../domain/rivals.js';
import type { Amendment } from './amend-segment.js';
import { BucketCount } from './bucket-count.js';
import { addRewritten, mergedFacts, pairsToJudge } from './carry-over.js';
import type { Counts } from './count-table.js';
import { EnterpriseDecider, partnersIn } from './decide-segment.js';
import { FactsWriter, NO_FACTS, type LinkFacts } from './facts.js';
import { IdSet } from './id-set.js';
import { KeyFilter } from './key-filter.js';
import { PairJoin, type DivisionsOf } from './pair-join.js';
import { RunPlanner, type PersonsWork, type Step } from './plan-run.js';
import { RunSheets, SHEET, type Concerned, type Plan, type PlanFacts } from './run-sheets.js';
import { SegmentCache, type RecordReader } from './segment-cache.js';
import { SegmentKeeper } from './segment-keeper.js';
import { keyColumns, type Side, type Source } from './segment.js';
import { Settlement, TIERS } from './settle.js';
import { Sheet, type Shelf } from './shelf.js';

/** Enterprises between two steps. */
const STRIDE = 256;

/** What has changed is kept beside what was written until it is one in so many of it; then both are written as one. */
const LATE_SHARE = 8;

/** What an enterprise's links have become. */
export interface EnterpriseOutcome {
  readonly enterpriseId: number;
  readonly countyCode: string;
  readonly candidates: readonly Candidate[];
}

/**
 * Matching in parts, each of which reads sheets from a shelf and leaves sheets on it: any process may do any part, twice does no harm. The
 * outcome is that of `matchAll`. With the shelf of the run before, only what changes concern is worked out anew.
 */
export class MatchingEngine {
  private readonly sheets: RunSheets;
  private readonly before: RunSheets | null;
  private readonly gazetteer: RegionGazetteer;
  private readonly cache: SegmentCache;
  private readonly segments: SegmentKeeper;
  private known: Promise<{ readonly plan: Plan; readonly counts: Counts; readonly around: Surroundings }> | undefined;

  constructor(
    private readonly shelf: Shelf,
    private readonly previous: Shelf | null,
    regions: RegionTree,
    private readonly lateShare = LATE_SHARE,
  ) {
    this.sheets = new RunSheets(shelf);
    this.before = previous === null ? null : new RunSheets(previous);
    this.gazetteer = languageOf(regions).gazetteer;
    this.cache = new SegmentCache(this.sheets, this.gazetteer);
    this.segments = new SegmentKeeper(this.sheets, this.before, this.gazetteer, lateShare);
  }

  /** Reads the names of one segment anew. @param rows all records whose ids lie in the segment, ascending */
  prepare(side: Side, segment: number, rows: readonly Source[], step: Step): Promise<void> {
    return this.segments.prepare(side, segment, rows, () => this.pause(step));
  }

  /** Brings one segment of the run before up to date. */
  amend(side: Side, segment: number, amendment: Amendment, step: Step): Promise<void> {
    return this.segments.amend(side, segment, amendment, () => this.pause(step));
  }

  /** Counts the keys of one bucket; after a run before, by what has changed, and looks whom this concerns. */
  count(bucket: number, segments: PlanFacts['segments'], step: Step): Promise<void> {
    const work = new BucketCount(bucket, this.sheets, this.divisionsOf, this.lateShare, () => this.pause(step));
    return this.before === null ? work.anew(segments) : work.onwards(this.before, segments);
  }

  plan(segments: PlanFacts['segments'], persons: PersonsWork, step: Step): Promise<void> {
    return new RunPlanner(this.sheets, this.before).run(segments, persons, () => this.pause(step));
  }

  /** Finds the pairs that share a key of one bucket. */
  async join(bucket: number, step: Step): Promise<void> {
    const { segments, peopled, concerned } = await this.sheets.plan();
    const wanted = concerned?.wanted ?? null;
    const join = new PairJoin(bucket, this.divisionsOf, new Set(peopled), wanted === null ? null : new KeyFilter());
    for (const side of ['enterprise', 'unit'] as const) {
      for (const number of segments[side]) {
        for (const layer of (await this.sheets.segment(side, number, keyColumns(bucket))).layers) {
          if (side === 'enterprise') join.addEnterprises(layer, wanted);
          else join.addUnits(layer);
        }
        await this.pause(step);
      }
    }
    await this.shelf.put(SHEET.pairs(bucket), join.pairs());
  }

  /** Compares the pairs of one segment of enterprises by the rules; what no change concerns is taken over. */
  async decide(segment: number, step: Step): Promise<void> {
    const { plan, counts, around } = await this.knowledge();
    const { concerned } = plan;
    const old = concerned === null ? NO_FACTS : ((await this.before?.facts(segment)) ?? NO_FACTS);
    const certain = new Set(old.certain);
    const fresh = new FactsWriter();
    const decider = new EnterpriseDecider(this.cache.reader(), around, counts, plan.decisions, fresh);
    let done = 0;
    for (const { enterpriseId, partners } of partnersIn(segment, await this.pairs(segment, old, concerned))) {
      if (concerned === null || concerned.wanted.has(enterpriseId)) await decider.decide(enterpriseId, partners);
      else await decider.decideSome(enterpriseId, partners, certain.has(enterpriseId));
      done += 1;
      if (done % STRIDE === 0) await this.pause(step);
    }
    const facts = concerned === null ? fresh : mergedFacts(old, fresh.facts(), concerned);
    await this.shelf.put(SHEET.facts(segment), ...facts.parts());
  }

  /** Gives units to enterprises and chooses what a reviewer is shown, among the links of all segments. Returns the enterprises concerned. */
  async settle(step: Step): Promise<IdSet> {
    const { segments, decisions, concerned } = await this.sheets.plan();
    const facts = [];
    for (const segment of segments.enterprise) facts.push({ segment, facts: (await this.sheets.facts(segment)) ?? NO_FACTS });
    const rewrite = new IdSet(concerned?.rewritten.view().slice());
    const settlement = new Settlement(facts, decisions);
    settlement.settle();
    await this.pause(step);
    for (const each of facts) {
      const columns = settlement.choose(each);
      const { groundNames } = each.facts;
      await this.shelf.put(SHEET.chosen(each.segment), columns, { groundNames });
      const before = (await this.previous?.find(SHEET.chosen(each.segment))) ?? null;
      if (concerned !== null) addRewritten(rewrite, before, new Sheet(columns, { groundNames }), concerned);
      await this.pause(step);
    }
    await this.shelf.put(SHEET.rewrite, { ids: rewrite.view() }, { isFull: concerned === null });
    return rewrite;
  }

  /** The enterprises of a segment whose links may have changed, with what they are now; one that is gone has none. */
  async *explain(segment: number): AsyncGenerator<EnterpriseOutcome> {
    const { around } = await this.knowledge();
    const rewrite = await this.shelf.get(SHEET.rewrite);
    const { isFull } = rewrite.facts as { readonly isFull: boolean };
    const wanted = new IdSet(rewrite.u32('ids'));
    const chosen = await this.shelf.get(SHEET.chosen(segment));
    const reader = this.cache.reader();
    const known = await this.cache.segment('enterprise', segment);
    const enterprises = chosen.u32('enterprises');
    let at = 0;
    for (const { segment: layer, position } of known.places()) {
      const enterpriseId = layer.ids[position] ?? 0;
      while (at < enterprises.length && (enterprises[at] ?? 0) < enterpriseId) at += 1;
      const from = at;
      while (enterprises[at] === enterpriseId) at += 1;
      if (!isFull && !wanted.has(enterpriseId)) continue;
      const candidates: Candidate[] = [];
      for (let i = from; i < at; i += 1) candidates.push(await this.candidate(chosen, i, reader, around));
      yield { enterpriseId, countyCode: layer.divisionAt(position), candidates };
    }
  }

  /** The enterprises of a segment that the run before knew and that are not there any more. */
  async gone(segment: number): Promise<readonly number[]> {
    const known = await this.cache.segment('enterprise', segment);
    return [...(await this.sheets.changed('enterprise', segment))].filter((id) => known.find(id) === null);
  }

  /** The enterprises of a segment. */
  async listed(segment: number): Promise<ReadonlySet<number>> {
    const places = (await this.cache.segment('enterprise', segment)).places();
    return new Set(places.map(({ segment: layer, position }) => layer.ids[position] ?? 0));
  }

  /** Pairs of the enterprises that are looked at whole, those with changed units, and those to be judged again. */
  private async pairs(segment: number, old: LinkFacts, concerned: Concerned | null): Promise<Float64Array> {
    const pairs = await this.sheets.pairs(segment, SHEET.pairs);
    if (concerned === null) return pairs;
    const [changed, judged] = [await this.sheets.pairs(segment, SHEET.survey), pairsToJudge(old, concerned)];
    const all = new Float64Array(pairs.length + changed.length + judged.length);
    all.set(pairs);
    all.set(changed, pairs.length);
    all.set(judged, pairs.length + changed.length);
    return all;
  }

  private async candidate(chosen: Sheet, at: number, reader: RecordReader, around: Surroundings): Promise<Candidate> {
    const enterprise = await reader.enterprise(chosen.u32('enterprises')[at] ?? 0);
    const link = compareRecords(enterprise, await reader.unit(chosen.u32('units')[at] ?? 0), around.gazetteer);
    if (link === null) throw new Error('A chosen pair has no names to compare.');
    const { groundNames } = chosen.facts as { readonly groundNames: readonly Ground[] };
    const ground = groundNames[(chosen.u8('grounds')[at] ?? 0) - 1];
    const rank = chosen.u8('ranks')[at] ?? 0;
    return ground === undefined
      ? reviewCandidate(link, TIERS[chosen.u8('tiers')[at] ?? 0] ?? 'C', rank, around)
      : automaticCandidate(link, ground, rank, around);
  }

  private knowledge(): Promise<{ readonly plan: Plan; readonly counts: Counts; readonly around: Surroundings }> {
    this.known ??= this.learn();
    return this.known;
  }

  private async learn(): Promise<{ readonly plan: Plan; readonly counts: Counts; readonly around: Surroundings }> {
    const [plan, counts] = [await this.sheets.plan(), await this.sheets.counts()];
    const { units, enterprises } = counts;
    const { gazetteer } = this;
    return { plan, counts, around: { units, enterprises, gazetteer } };
  }

  private readonly divisionsOf: DivisionsOf = (county) => [...this.gazetteer.chain(county), ''];

  private async pause(step: Step): Promise<void> {
    await nextTurn();
    await step();
  }
}
