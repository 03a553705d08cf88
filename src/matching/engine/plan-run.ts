import { ChangedKeys } from './changed-keys.js';
import { Decisions, type DecidedPair } from './decisions.js';
import { IdSet } from './id-set.js';
import type { DivisionsOf } from './pair-join.js';
import { SHEET, type PlanFacts, type RunSheets } from './run-sheets.js';
import { segmentOf, type Segment, type Side } from './segment.js';

/** What persons have done to links. */
export interface PersonsWork {
  readonly decided: readonly DecidedPair[];
  /** Enterprises whose open links were changed since the run before, as by taking a decision back. */
  readonly touched: readonly number[];
}

/** Between two pieces of work: lets others have their turn, reports, and throws where the run is to end. */
export type Step = () => Promise<void>;

const isKeyColumn = (column: string): boolean => column !== 'text' && column !== 'textEnds' && column !== 'prints';

const isRollColumn = (column: string): boolean => column === 'ids' || column === 'divisions';

/** Finds out, once all segments are written, which enterprises have to be looked at: all of them, or those whom a change concerns. */
export class RunPlanner {
  private readonly wanted = new IdSet();
  private readonly keys = new ChangedKeys();

  constructor(
    private readonly now: RunSheets,
    private readonly before: RunSheets | null,
    private readonly divisionsOf: DivisionsOf,
  ) {}

  async run(segments: PlanFacts['segments'], { decided, touched }: PersonsWork, step: Step): Promise<void> {
    const { peopled, present, enterprisesByDivision } = await this.rollCall(segments);
    const decisions = new Decisions(
      decided.filter(({ enterpriseId, unitId }) => present.enterprise.has(enterpriseId) && present.unit.has(unitId)),
    );
    const facts: PlanFacts = { segments, peopled, enterprisesByDivision, isFull: this.before === null };
    for (const enterpriseId of touched) this.wanted.add(enterpriseId);
    if (this.before !== null) await this.findWanted(this.before, segments, decisions, step);
    await this.now.shelf.put(SHEET.plan, { ...decisions.columns(), wanted: this.wanted.view() }, facts);
  }

  private async rollCall(
    segments: PlanFacts['segments'],
  ): Promise<Pick<PlanFacts, 'peopled' | 'enterprisesByDivision'> & { readonly present: Record<Side, IdSet> }> {
    const present = { enterprise: new IdSet(), unit: new IdSet() };
    const sizes = { enterprise: new Map<string, number>(), unit: new Map<string, number>() };
    for (const side of ['enterprise', 'unit'] as const) {
      for (const segment of segments[side]) {
        const { ids, divisions, divisionCodes } = await this.now.segment(side, segment, isRollColumn);
        for (const [i, id] of ids.entries()) {
          const division = divisionCodes[divisions[i] ?? 0] ?? '';
          present[side].add(id);
          sizes[side].set(division, (sizes[side].get(division) ?? 0) + 1);
        }
      }
    }
    return { peopled: [...sizes.unit.keys()], enterprisesByDivision: Object.fromEntries(sizes.enterprise), present };
  }

  private async findWanted(before: RunSheets, segments: PlanFacts['segments'], decisions: Decisions, step: Step): Promise<void> {
    const last = await before.plan();
    for (const side of ['enterprise', 'unit'] as const) {
      for (const segment of segments[side]) await this.addChanges(side, segment, await this.now.changed(side, segment));
      await step();
    }
    await this.addDecisions(last.decisions, decisions);
    if (this.keys.isEmpty) return;
    const touched = new IdSet();
    for (const segment of segments.unit) {
      this.keys.findUnits(await this.now.segment('unit', segment, isKeyColumn), touched);
      await step();
    }
    const certain = new IdSet();
    for (const segment of last.segments.enterprise) await this.addOwnersOf(before, segment, touched, certain);
    for (const segment of segments.enterprise) {
      this.keys.findEnterprises(await this.now.segment('enterprise', segment, isKeyColumn), this.divisionsOf, certain, this.wanted);
      await step();
    }
  }

  /** The keys that the records had before and have now. */
  private async addChanges(side: Side, segment: number, ids: Uint32Array): Promise<void> {
    if (ids.length === 0) return;
    if (side === 'enterprise') for (const id of ids) this.wanted.add(id);
    for (const sheets of [this.before, this.now]) {
      const read = await sheets?.segment(side, segment, isKeyColumn).catch(() => null);
      if (read) for (const id of ids) this.addKeys(side, read, id);
    }
  }

  private addKeys(side: Side, segment: Segment, id: number): void {
    const position = segment.positionOf(id);
    if (position < 0) return;
    if (side === 'enterprise') this.keys.addEnterprise(segment, position);
    else this.keys.addUnit(segment, position);
  }

  /** Pairs that were decided or whose decision was taken back count as changes of both sides. */
  private async addDecisions(before: Decisions, now: Decisions): Promise<void> {
    const name = ({ enterpriseId, unitId, status }: DecidedPair): string => `${enterpriseId}:${unitId}:${status}`;
    const [old, current] = [new Set(before.pairs.map(name)), new Set(now.pairs.map(name))];
    const differing = [...before.pairs.filter((pair) => !current.has(name(pair))), ...now.pairs.filter((pair) => !old.has(name(pair)))];
    for (const { enterpriseId, unitId } of differing) {
      this.wanted.add(enterpriseId);
      await this.addChanges('unit', segmentOf(unitId), Uint32Array.of(unitId));
    }
  }

  /** Enterprises that had a link with a unit which has other rivals now; those that are certain go to `certain`. */
  private async addOwnersOf(before: RunSheets, segment: number, touched: IdSet, certain: IdSet): Promise<void> {
    const { enterprises, units, certain: ofSegment } = await before.facts(segment);
    for (const id of ofSegment) certain.add(id);
    for (let i = 0; i < units.length; i += 1) if (touched.has(units[i] ?? 0)) this.wanted.add(enterprises[i] ?? 0);
  }
}
