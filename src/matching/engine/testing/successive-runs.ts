import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import type { MatchInput, MatchOutcome } from '../../domain/index.js';
import type { Side } from '../segment.js';
import { Shelf } from '../shelf.js';
import { runEngine } from './run-engine.js';

type Candidates = MatchOutcome['candidates'];
export type Noted = Readonly<Record<Side, readonly number[]>>;

const NOBODY: Noted = { enterprise: [], unit: [] };

/** Whether what has changed is kept beside what was written for ever, for a while or never. */
export const lateShare = fc.constantFrom(0, 1, 1000);

export async function onShelves(work: (shelf: (name: string) => Shelf) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'matching-'));
  try {
    await work((name) => new Shelf(join(folder, name)));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Runs one after the other, each going on from the one before, and what stands in the database after them. */
export class SuccessiveRuns {
  private readonly links = new Map<number, Candidates>();
  private previous: Shelf | null = null;
  private count = 0;

  constructor(
    private readonly shelf: (name: string) => Shelf,
    private readonly share: number,
  ) {}

  /** The candidates that stand after a run. @param noted what was noted as changed since the run before */
  async next(input: MatchInput, noted: Noted = NOBODY): Promise<Candidates> {
    const here = this.shelf(`run-${(this.count += 1)}`);
    const { candidates, none } = await runEngine(input, here, this.previous && { shelf: this.previous, changed: noted }, this.share);
    this.previous = here;
    this.write(input, candidates, none);
    return [...this.links].sort(([a], [b]) => a - b).flatMap(([, links]) => links);
  }

  /** Enterprises that the run said nothing of keep their links; those that are not there any more lose them. */
  private write(input: MatchInput, candidates: Candidates, none: readonly number[]): void {
    const confirmed = [...(input.confirmed ?? [])].map((key) => Number(key.split(':')[0]));
    const told = new Set([...candidates.map(({ enterpriseId }) => enterpriseId), ...none, ...confirmed]);
    for (const id of told)
      this.links.set(
        id,
        candidates.filter(({ enterpriseId }) => enterpriseId === id),
      );
    for (const id of this.links.keys()) if (!input.enterprises.some((row) => row.id === id)) this.links.delete(id);
  }
}
