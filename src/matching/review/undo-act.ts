import { Injectable } from '@nestjs/common';
import { demand, type Principal } from '../../access/index.js';
import { groupBy, notFound, Problem } from '../../kernel/index.js';
import { Database } from '../../platform/database/index.js';
import { LINKS_LOCK } from '../link.store.js';
import { ChangeLinks, keptOf, type Transition } from './change-links.js';
import { effective, lastAct, lastOfTheirPairs } from './domain/index.js';
import { DecisionHistory, type RecordedChange } from './history.store.js';
import { ReadEntries, type Entry } from './read-entries.js';
import { refuseStaleEntry } from './stale-entry.js';

/** What undoing a whole act brought back, and what it left because somebody has decided it otherwise since. */
export interface UndoneAct {
  readonly restored: readonly RecordedChange[];
  readonly kept: readonly RecordedChange[];
}

/** Takes decisions back: everything is exactly as it was before, with who had decided before. History keeps both. */
@Injectable()
export class UndoAct {
  constructor(
    private readonly entries: ReadEntries,
    private readonly changes: ChangeLinks,
    private readonly history: DecisionHistory,
    private readonly database: Database,
  ) {}

  /** The last thing that was done to an entry; of a bulk acceptance only the entry's part. */
  async ofEntry(principal: Principal, enterpriseId: number, version: string): Promise<Entry> {
    demand(principal, 'match.decide');
    return this.database.unitOfWork(async () => {
      const entry = await this.read(principal, enterpriseId);
      refuseStaleEntry(entry, version);
      const last = lastAct(entry.changes);
      if (last.length === 0) throw new Problem('conflict', 'nothing-to-undo', '该企业没有可撤销的决定。');
      await this.takeBack(principal, last, [entry]);
      return this.read(principal, enterpriseId);
    }, LINKS_LOCK);
  }

  /** The last decision on one pair; under `LINKS_LOCK`. */
  async ofPair(principal: Principal, enterpriseId: number, unitId: number): Promise<void> {
    const entry = await this.read(principal, enterpriseId);
    const last = effective(entry.changes).findLast((change) => change.unitId === unitId);
    if (!last) return this.reopen(principal, entry, unitId);
    const ofAct = entry.changes.filter(({ actId }) => actId === last.actId);
    await this.takeBack(principal, lastOfTheirPairs(ofAct, entry.changes), [entry]);
  }

  /** A whole act, as a bulk acceptance is; what was decided otherwise since stays. */
  async ofAct(principal: Principal, actId: number): Promise<UndoneAct> {
    demand(principal, 'match.decide');
    return this.database.unitOfWork(async () => {
      const ofAct = await this.history.ofAct(principal.scope, actId);
      if (ofAct.length === 0) throw notFound('该批操作');
      const entries = await this.entries.of(principal.scope, [...new Set(ofAct.map(({ enterpriseId }) => enterpriseId))]);
      const all = entries.flatMap(({ changes }) => changes);
      const restored = lastOfTheirPairs(ofAct, all);
      if (restored.length === 0) throw new Problem('conflict', 'nothing-to-undo', '该批操作已撤销，或其中的企业都已另行决定。');
      await this.takeBack(principal, restored, entries);
      const holding = new Set(effective(all).map(({ id }) => id));
      const ids = new Set(restored.map(({ id }) => id));
      return { restored, kept: ofAct.filter(({ id }) => holding.has(id) && !ids.has(id)) };
    }, LINKS_LOCK);
  }

  /** A decision from before there was a history: what was before it is not known, so the pair stands before the reviewer again. */
  private async reopen(principal: Principal, { links }: Entry, unitId: number): Promise<void> {
    const from = links.find((link) => link.unitId === unitId);
    if (!from) throw notFound('该匹配决定');
    const to = { ...keptOf(from), status: 'review' as const, decidedBy: null, decidedAt: null, note: null };
    await this.changes.carryOut(principal, { kind: 'undo', note: null }, [{ from, to }]);
  }

  private async takeBack(principal: Principal, changes: readonly RecordedChange[], entries: readonly Entry[]): Promise<void> {
    const entryOf = new Map(entries.map((entry) => [entry.enterprise.id, entry]));
    const transitions: Transition[] = [];
    for (const [enterpriseId, ofEntry] of groupBy(changes, (change) => change.enterpriseId)) {
      const entry = entryOf.get(enterpriseId);
      if (!entry) continue;
      for (const change of ofEntry) {
        if (change.unitId === null) await this.changes.withdrawRemark(principal, entry.enterprise, change.id);
        else transitions.push(...backTo(change, entry));
      }
    }
    if (transitions.length > 0) await this.changes.carryOut(principal, { kind: 'undo', note: null }, transitions);
  }

  private async read(principal: Principal, enterpriseId: number): Promise<Entry> {
    const entry = await this.entries.one(principal.scope, enterpriseId);
    if (!entry) throw notFound('该企业');
    return entry;
  }
}

/** A matching run may have taken the link away meanwhile, or found again what the act had put aside. */
function backTo({ id: undoesId, before, unitId }: RecordedChange, { links }: Entry): Transition[] {
  const from = links.find((link) => link.unitId === unitId) ?? null;
  if (!from && !before) return [];
  if (!before || !from) return [{ from, to: before, undoesId }];
  const { status, decidedBy, decidedAt, note } = before;
  return [{ from, to: { ...keptOf(from), status, decidedBy, decidedAt, note }, undoesId }];
}
