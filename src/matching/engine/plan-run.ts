import { Decisions, type DecidedPair } from './decisions.js';
import { FLAG, NO_FACTS } from './facts.js';
import { IdSet } from './id-set.js';
import { ALL_BUCKETS } from './keys.js';
import { SHEET, type Concerned, type PlanFacts, type RunSheets } from './run-sheets.js';
import { rollColumns, type Side } from './segment.js';

/** What persons have done to links. */
export interface PersonsWork {
  readonly decided: readonly DecidedPair[];
  /** Enterprises whose links are others than the run before left them, as by taking a decision back. */
  readonly touched: readonly number[];
}

/** Between two pieces of work: lets others have their turn, reports, and throws where the run is to end. */
export type Step = () => Promise<void>;

/** Finds out, once all segments are written and surveyed, what has to be looked at: everything, or what changes concern. */
export class RunPlanner {
  constructor(
    private readonly now: RunSheets,
    private readonly before: RunSheets | null,
  ) {}

  async run(segments: PlanFacts['segments'], { decided, touched }: PersonsWork, step: Step): Promise<void> {
    const { peopled, present, enterprisesByDivision } = await this.rollCall(segments);
    const decisions = new Decisions(
      decided.filter(({ enterpriseId, unitId }) => present.enterprise.has(enterpriseId) && present.unit.has(unitId)),
    );
    const facts: PlanFacts = { segments, peopled, enterprisesByDivision, isFull: this.before === null };
    const concerned = this.before === null ? null : await this.concerned(this.before, segments, { decisions, touched }, step);
    await this.now.shelf.put(SHEET.plan, { ...decisions.columns(), ...(concerned === null ? {} : columnsOf(concerned)) }, facts);
  }

  private async rollCall(
    segments: PlanFacts['segments'],
  ): Promise<Pick<PlanFacts, 'peopled' | 'enterprisesByDivision'> & { readonly present: Record<Side, IdSet> }> {
    const present = { enterprise: new IdSet(), unit: new IdSet() };
    const sizes = { enterprise: new Map<string, number>(), unit: new Map<string, number>() };
    for (const side of ['enterprise', 'unit'] as const) {
      for (const number of segments[side]) {
        for (const { segment, hidden } of (await this.now.segment(side, number, rollColumns)).layers) {
          const byDivision = new Uint32Array(segment.divisionCodes.length);
          for (const [i, id] of segment.ids.entries()) {
            if (hidden?.[i] === 1) continue;
            const division = segment.divisions[i] ?? 0;
            byDivision[division] = (byDivision[division] ?? 0) + 1;
            present[side].add(id);
          }
          for (const [i, code] of segment.divisionCodes.entries()) sizes[side].set(code, (sizes[side].get(code) ?? 0) + (byDivision[i] ?? 0));
        }
      }
    }
    const peopled = [...sizes.unit].flatMap(([code, size]) => (size > 0 ? [code] : []));
    return { peopled, enterprisesByDivision: Object.fromEntries(sizes.enterprise), present };
  }

  private async concerned(
    before: RunSheets,
    segments: PlanFacts['segments'],
    { decisions, touched }: { readonly decisions: Decisions; readonly touched: readonly number[] },
    step: Step,
  ): Promise<Concerned> {
    const [wanted, judged, changedUnits, reworded, rewritten] = [new IdSet(), new IdSet(), new IdSet(), new IdSet(), new IdSet()];
    const [marked, wantedForSimilar, touchedUnits] = [new IdSet(), new IdSet(), new IdSet()];
    for (const segment of segments.unit) for (const id of await this.now.changed('unit', segment)) changedUnits.add(id);
    for (const segment of segments.enterprise) for (const id of await this.now.changed('enterprise', segment)) wanted.add(id);
    for (const { enterpriseId, unitId } of differing((await before.plan()).decisions, decisions)) {
      wanted.add(enterpriseId);
      touchedUnits.add(unitId);
    }
    for (const enterpriseId of touched) wanted.add(enterpriseId);
    rewritten.addAll(wanted.view());
    for (const bucket of ALL_BUCKETS) {
      const survey = await this.now.survey(bucket);
      wanted.addAll(survey.u32('wanted'));
      marked.addAll(survey.u32('judged'));
      wantedForSimilar.addAll(survey.u32('wantedForSimilar'));
      touchedUnits.addAll(survey.u32('touched'));
      reworded.addAll(survey.u32('reworded'));
    }
    await step();
    for (const segment of segments.enterprise)
      await addOwners(before, segment, { marked, touchedUnits, changedUnits, wantedForSimilar }, { wanted, judged });
    return { wanted, judged, changedUnits, reworded, rewritten };
  }
}

/**
 * Adds the enterprises of a segment that are marked or have a link with a touched unit, to be judged again; those of them that looked for no similar
 * names may have to do so now and are wanted, as are those for which similar names have changed, unless these do not matter to them.
 */
async function addOwners(
  before: RunSheets,
  segment: number,
  { marked, touchedUnits, changedUnits, wantedForSimilar }: Readonly<Record<'marked' | 'touchedUnits' | 'changedUnits' | 'wantedForSimilar', IdSet>>,
  { wanted, judged }: Pick<Concerned, 'wanted' | 'judged'>,
): Promise<void> {
  const { certain: certainIds, enterprises, units, grounds, flags } = (await before.facts(segment)) ?? NO_FACTS;
  const certain = new IdSet();
  for (const id of certainIds) certain.add(id);
  wantedForSimilar.eachAmong(segment, (id) => {
    if (!certain.has(id)) wanted.add(id);
  });
  const judge = (id: number): void => (certain.has(id) ? wanted : judged).add(id);
  marked.eachAmong(segment, judge);
  for (let i = 0; i < units.length; i += 1) {
    const enterpriseId = enterprises[i] ?? 0;
    const unitId = units[i] ?? 0;
    if (touchedUnits.has(unitId)) judge(enterpriseId);
    const mayBeCertain = grounds[i] !== 0 && ((flags[i] ?? 0) & FLAG.self) !== 0;
    if (mayBeCertain && changedUnits.has(unitId) && certain.has(enterpriseId)) wanted.add(enterpriseId);
  }
}

/** Pairs that were decided, decided otherwise, or whose decision was taken back. */
function differing(before: Decisions, now: Decisions): DecidedPair[] {
  const name = ({ enterpriseId, unitId, status }: DecidedPair): string => `${enterpriseId}:${unitId}:${status}`;
  const [old, current] = [new Set(before.pairs.map(name)), new Set(now.pairs.map(name))];
  return [...before.pairs.filter((pair) => !current.has(name(pair))), ...now.pairs.filter((pair) => !old.has(name(pair)))];
}

const columnsOf = ({ wanted, judged, changedUnits, reworded, rewritten }: Concerned): Record<keyof Concerned, Uint32Array> => ({
  wanted: wanted.view(),
  judged: judged.view(),
  changedUnits: changedUnits.view(),
  reworded: reworded.view(),
  rewritten: rewritten.view(),
});
