import { setImmediate as nextTurn } from 'node:timers/promises';
import type { RegionTree } from '../../kernel/index.js';
import { automaticCandidate, reviewCandidate } from '../domain/candidates.js';
import { compareRecords } from '../domain/compare-records.js';
import type { Ground } from '../domain/decide.js';
import { languageOf } from '../domain/language.js';
import type { Candidate } from '../domain/model.js';
import { NameParser } from '../domain/parse-name.js';
import type { RegionGazetteer } from '../domain/regions-in-names.js';
import type { Surroundings } from '../domain/rivals.js';
import { addDiffering, mergeFacts } from './carry-over.js';
import { countedKeys, countKeys, CountTable, type Counts } from './count-table.js';
import { EnterpriseDecider, partnersIn } from './decide-segment.js';
import { FactsWriter } from './facts.js';
import { IdSet } from './id-set.js';
import { PairJoin, type DivisionsOf } from './pair-join.js';
import { RunPlanner, type PersonsWork, type Step } from './plan-run.js';
import { RunSheets, SHEET, type Plan, type PlanFacts } from './run-sheets.js';
import { SegmentCache, type RecordReader } from './segment-cache.js';
import { SegmentWriter } from './segment-writer.js';
import { keyColumns, segmentName, type Side, type Source } from './segment.js';
import { Settlement, TIERS } from './settle.js';
import type { Sheet, Shelf } from './shelf.js';

/** Records between two steps. */
const STRIDE = 256;

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
  private known: Promise<{ readonly plan: Plan; readonly counts: Counts; readonly around: Surroundings }> | undefined;

  constructor(
    private readonly shelf: Shelf,
    private readonly previous: Shelf | null,
    regions: RegionTree,
  ) {
    this.sheets = new RunSheets(shelf);
    this.before = previous === null ? null : new RunSheets(previous);
    this.gazetteer = languageOf(regions).gazetteer;
    this.cache = new SegmentCache(shelf, this.gazetteer);
  }

  /** Reads the names of one segment. @param rows all records whose ids lie in the segment, ascending */
  async prepare(side: Side, segment: number, rows: readonly Source[], step: Step): Promise<void> {
    const known = await this.before?.segment(side, segment).catch(() => null);
    const writer = new SegmentWriter(side, new NameParser(this.gazetteer), known ?? null);
    for (const [i, row] of rows.entries()) {
      writer.add(row);
      if (i % STRIDE === STRIDE - 1) await this.pause(step);
    }
    const { columns, facts } = writer.sheet();
    if (this.previous !== null && known && writer.changed.length === 0) return this.shelf.adopt(this.previous, segmentName(side, segment));
    await this.shelf.put(SHEET.changed(side, segment), { ids: Uint32Array.from(writer.changed) });
    await this.shelf.put(segmentName(side, segment), columns, facts);
  }

  plan(segments: PlanFacts['segments'], persons: PersonsWork, step: Step): Promise<void> {
    return new RunPlanner(this.sheets, this.before, this.divisionsOf).run(segments, persons, () => this.pause(step));
  }

  /** Finds the pairs that share a key of one bucket, and counts its keys. */
  async join(bucket: number, step: Step): Promise<void> {
    const { segments, peopled, wanted } = await this.sheets.plan();
    const join = new PairJoin(bucket, this.divisionsOf, new Set(peopled));
    let keys = 0;
    for (const side of ['enterprise', 'unit'] as const) {
      for (const number of segments[side]) {
        const segment = await this.sheets.segment(side, number, keyColumns(bucket));
        keys += countedKeys(segment, bucket);
        if (side === 'enterprise') join.addEnterprises(segment, wanted);
        else join.addUnits(segment);
        await this.pause(step);
      }
    }
    const pairs = [...join.pairs()].map(([segment, numbers]) => [`s${segment}`, numbers] as const);
    await this.shelf.put(SHEET.pairs(bucket), Object.fromEntries(pairs));
    await this.pause(step);
    await this.count(bucket, segments, keys, step);
  }

  /** Compares the pairs of one segment of enterprises by the rules. */
  async decide(segment: number, step: Step): Promise<void> {
    const { plan, counts, around } = await this.knowledge();
    const facts = new FactsWriter();
    const fresh = new FactsWriter();
    const decider = new EnterpriseDecider(this.cache.reader(), around, counts, plan.decisions, fresh);
    let done = 0;
    for (const { enterpriseId, partners } of partnersIn(segment, await this.sheets.pairs(segment))) {
      await decider.decide(enterpriseId, partners);
      done += 1;
      if (done % STRIDE === 0) await this.pause(step);
    }
    const old = plan.wanted === null ? null : await this.before?.facts(segment).catch(() => null);
    mergeFacts(old ?? null, fresh.facts(), plan.wanted, facts);
    const { columns, facts: names } = facts.sheet();
    await this.shelf.put(SHEET.facts(segment), columns, names);
  }

  /** Gives units to enterprises and chooses what a reviewer is shown, among the links of all segments. Returns the enterprises concerned. */
  async settle(step: Step): Promise<IdSet> {
    const { segments, decisions, wanted } = await this.sheets.plan();
    const facts = [];
    for (const segment of segments.enterprise) facts.push({ segment, facts: await this.sheets.facts(segment) });
    const rewrite = new IdSet(wanted?.view().slice());
    for (const [segment, columns] of new Settlement(facts, decisions).run()) {
      const groundNames = facts.find((each) => each.segment === segment)?.facts.groundNames ?? [];
      await this.shelf.put(SHEET.chosen(segment), columns, { groundNames });
      const before = await this.previous?.get(SHEET.chosen(segment)).catch(() => null);
      if (wanted !== null) addDiffering(rewrite, before ?? null, await this.shelf.get(SHEET.chosen(segment)));
      await this.pause(step);
    }
    await this.shelf.put(SHEET.rewrite, { ids: rewrite.view() }, { isFull: wanted === null });
    return rewrite;
  }

  /** The enterprises of a segment whose links may have changed, with what they are now. */
  async *explain(segment: number): AsyncGenerator<EnterpriseOutcome> {
    const { around } = await this.knowledge();
    const rewrite = await this.shelf.get(SHEET.rewrite);
    const isAll = (rewrite.facts as { readonly isFull: boolean }).isFull;
    const wanted = new IdSet(rewrite.u32('ids'));
    const chosen = await this.shelf.get(SHEET.chosen(segment));
    const reader = this.cache.reader();
    const { ids, divisions, divisionCodes } = await this.cache.segment('enterprise', segment);
    let at = 0;
    const enterprises = chosen.u32('enterprises');
    for (const [position, enterpriseId] of ids.entries()) {
      while (at < enterprises.length && (enterprises[at] ?? 0) < enterpriseId) at += 1;
      const from = at;
      while (enterprises[at] === enterpriseId) at += 1;
      if (!isAll && !wanted.has(enterpriseId)) continue;
      const candidates: Candidate[] = [];
      for (let i = from; i < at; i += 1) candidates.push(await this.candidate(chosen, i, reader, around));
      yield { enterpriseId, countyCode: divisionCodes[divisions[position] ?? 0] ?? '', candidates };
    }
  }

  /** The enterprises of a segment. */
  async listed(segment: number): Promise<ReadonlySet<number>> {
    return new Set((await this.cache.segment('enterprise', segment)).ids);
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

  private async count(bucket: number, segments: PlanFacts['segments'], keys: number, step: Step): Promise<void> {
    const table = CountTable.forKeys(keys);
    for (const side of ['enterprise', 'unit'] as const) {
      for (const number of segments[side]) {
        countKeys(table, await this.sheets.segment(side, number, keyColumns(bucket)), bucket, side);
        await this.pause(step);
      }
    }
    await this.shelf.put(SHEET.counts(bucket), table.columns());
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
