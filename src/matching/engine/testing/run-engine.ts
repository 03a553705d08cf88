import type { MatchInput, MatchOutcome } from '../../domain/index.js';
import type { DecidedPair } from '../decisions.js';
import { ALL_BUCKETS } from '../keys.js';
import { MatchingEngine } from '../matching-engine.js';
import { segmentOf, type Side, type Source } from '../segment.js';
import type { Shelf } from '../shelf.js';

const onward = (): Promise<void> => Promise.resolve();

/** Matches in parts as the jobs do, one part after the other. */
export async function runEngine(input: MatchInput, shelf: Shelf, previous: Shelf | null): Promise<Omit<MatchOutcome, 'nearest'>> {
  // Every part has an engine of its own, as if each were done by another process.
  const engine = (): MatchingEngine => new MatchingEngine(shelf, previous, input.regions);
  const segments = { enterprise: segmentsOf(input.enterprises), unit: segmentsOf(input.units) };
  for (const [side, rows] of [
    ['enterprise', input.enterprises],
    ['unit', input.units],
  ] as const satisfies [Side, readonly Source[]][]) {
    for (const segment of segments[side]) await engine().prepare(side, segment, rowsOf(rows, segment), onward);
  }
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
function segmentsOf(rows: readonly Source[]): number[] {
  const last = segmentOf(Math.max(0, ...rows.map(({ id }) => id)));
  return Array.from({ length: last + 1 }, (_, segment) => segment);
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
