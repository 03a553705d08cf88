import type { MatchInput, MatchOutcome } from '../../domain/index.js';
import type { DecidedPair } from '../decisions.js';
import { ALL_BUCKETS } from '../keys.js';
import { MatchingEngine } from '../matching-engine.js';
import { segmentOf, type Side, type Source } from '../segment.js';
import type { Shelf } from '../shelf.js';

const onward = (): Promise<void> => Promise.resolve();

/** The run before, and what was noted as changed since. */
export interface RunBefore {
  readonly shelf: Shelf;
  readonly changed: Readonly<Record<Side, readonly number[]>>;
}

/** Matches in parts as the jobs do, one part after the other. */
export async function runEngine(
  input: MatchInput,
  shelf: Shelf,
  before: RunBefore | null,
  lateShare?: number,
): Promise<Omit<MatchOutcome, 'nearest'>> {
  // Every part has an engine of its own, as if each were done by another process.
  const engine = (): MatchingEngine => new MatchingEngine(shelf, before?.shelf ?? null, input.regions, lateShare);
  const sides = { enterprise: input.enterprises, unit: input.units };
  const segments = { enterprise: segmentsOf(sides.enterprise, before?.changed.enterprise), unit: segmentsOf(sides.unit, before?.changed.unit) };
  for (const side of ['enterprise', 'unit'] as const) {
    for (const segment of segments[side]) {
      const rows = rowsOf(sides[side], segment);
      if (before === null) await engine().prepare(side, segment, rows, onward);
      else await engine().amend(side, segment, amendmentOf(before.changed[side], segment, rows), onward);
    }
  }
  for (const bucket of ALL_BUCKETS) await engine().count(bucket, segments, onward);
  await engine().plan(segments, { decided: decidedPairs(input), touched: [] }, onward);
  for (const bucket of ALL_BUCKETS) await engine().join(bucket, onward);
  for (const segment of segments.enterprise) await engine().decide(segment, onward);
  await engine().settle(onward);
  const outcome: { candidates: MatchOutcome['candidates'][number][]; none: number[] } = { candidates: [], none: [] };
  const confirmed = new Set(decidedPairs(input).flatMap(({ enterpriseId, status }) => (status === 'confirmed' ? [enterpriseId] : [])));
  for (const segment of segments.enterprise) {
    for await (const { enterpriseId, candidates } of engine().explain(segment)) {
      outcome.candidates.push(...candidates);
      if (candidates.length === 0 && !confirmed.has(enterpriseId)) outcome.none.push(enterpriseId);
    }
  }
  return outcome;
}

/** All segments up to the largest id, also those that hold nothing. */
function segmentsOf(rows: readonly Source[], known: readonly number[] = []): number[] {
  const last = segmentOf(Math.max(0, ...rows.map(({ id }) => id), ...known));
  return Array.from({ length: last + 1 }, (_, segment) => segment);
}

function amendmentOf(changed: readonly number[], segment: number, rows: readonly Source[]): { ids: number[]; rows: Source[] } {
  const ids = changed.filter((id) => segmentOf(id) === segment).sort((a, b) => a - b);
  return { ids, rows: rows.filter(({ id }) => ids.includes(id)) };
}

const rowsOf = (rows: readonly Source[], segment: number): Source[] =>
  rows.filter(({ id }) => segmentOf(id) === segment).sort((a, b) => a.id - b.id);

export function decidedPairs({ confirmed = new Set(), rejected = new Set() }: MatchInput): DecidedPair[] {
  const pairs = (keys: ReadonlySet<string>, status: DecidedPair['status']): DecidedPair[] =>
    [...keys].map((key) => {
      const [enterpriseId = 0, unitId = 0] = key.split(':').map(Number);
      return { enterpriseId, unitId, status };
    });
  return [...pairs(confirmed, 'confirmed'), ...pairs(rejected, 'rejected')];
}
