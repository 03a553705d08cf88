import { Injectable } from '@nestjs/common';
import { demand, type Principal } from '../../access/index.js';
import { notFound, Problem } from '../../kernel/index.js';
import { Clock } from '../../platform/clock/clock.js';
import { Database } from '../../platform/database/index.js';
import { LINKS_LOCK } from '../link.store.js';
import { ChangeLinks, keptOf, linkedElsewhere, type Transition } from './change-links.js';
import { answeredBy } from './domain/index.js';
import { ReadEntries, type Entry } from './read-entries.js';
import type { ReviewedLink } from './reviewed-links.store.js';
import { refuseStaleEntry } from './stale-entry.js';

/** What a reviewer saw of an entry, and wants to say about it. */
export interface Saying {
  readonly version: string;
  readonly note: string | null;
}

/** A person decides about an enterprise's candidates. Each call is one act in the history, can be undone, and refuses an entry that has changed. */
@Injectable()
export class DecideEntry {
  constructor(
    private readonly entries: ReadEntries,
    private readonly changes: ChangeLinks,
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** The candidate is the enterprise (or its branch or project); candidates that this answers go. */
  async same(principal: Principal, enterpriseId: number, unitId: number, saying: Saying): Promise<Entry> {
    return this.act(principal, enterpriseId, saying, async (entry) => {
      const link = candidate(entry, unitId);
      const transitions = [
        this.decided(principal, link, 'confirmed', saying.note),
        ...answeredBy(link, entry.open).map((from) => ({ from, to: null })),
      ];
      await this.changes.carryOut(principal, { kind: 'same', note: saying.note }, transitions);
    });
  }

  /** The candidate is not the enterprise and never comes back. */
  async different(principal: Principal, enterpriseId: number, unitId: number, saying: Saying): Promise<Entry> {
    return this.act(principal, enterpriseId, saying, async (entry) => {
      const transition = this.decided(principal, candidate(entry, unitId), 'rejected', saying.note);
      await this.changes.carryOut(principal, { kind: 'different', note: saying.note }, [transition]);
    });
  }

  /** None of the open candidates is the enterprise. */
  async none(principal: Principal, enterpriseId: number, saying: Saying): Promise<Entry> {
    return this.act(principal, enterpriseId, saying, async (entry) => {
      refuseNothingOpen(entry);
      const transitions = entry.open.map((link) => this.decided(principal, link, 'rejected', saying.note));
      await this.changes.carryOut(principal, { kind: 'none', note: saying.note }, transitions);
    });
  }

  /** Nobody can tell yet: the entry waits under its own filter. */
  async unsure(principal: Principal, enterpriseId: number, saying: Saying): Promise<Entry> {
    return this.act(principal, enterpriseId, saying, async (entry) => {
      refuseNothingOpen(entry);
      await this.changes.remark(principal, { kind: 'unsure', note: saying.note }, entry.enterprise);
    });
  }

  /** What was decided earlier on the same names and codes holds again, for every open candidate that has such a decision. */
  async again(principal: Principal, enterpriseId: number, saying: Saying): Promise<Entry> {
    return this.act(principal, enterpriseId, saying, async (entry) => {
      const transitions = entry.open.flatMap((link) => {
        const earlier = entry.earlier.get(link.unitId);
        return earlier?.unchanged ? [this.decided(principal, link, earlier.verdict, saying.note ?? earlier.note)] : [];
      });
      if (transitions.length === 0)
        throw new Problem('conflict', 'nothing-decided-before', '该企业没有可沿用的以前的决定（名称或代码已变化，或已撤销），请逐个核对。');
      await this.changes.carryOut(principal, { kind: 'again', note: saying.note }, transitions);
    });
  }

  private async act(principal: Principal, enterpriseId: number, saying: Saying, work: (entry: Entry) => Promise<void>): Promise<Entry> {
    demand(principal, 'match.decide');
    return this.database.unitOfWork(async () => {
      const entry = await this.read(principal, enterpriseId);
      refuseStaleEntry(entry, saying.version);
      await work(entry);
      return this.read(principal, enterpriseId);
    }, LINKS_LOCK);
  }

  private async read(principal: Principal, enterpriseId: number): Promise<Entry> {
    const entry = await this.entries.one(principal.scope, enterpriseId);
    if (!entry) throw notFound('该企业');
    return entry;
  }

  private decided(principal: Principal, from: ReviewedLink, status: 'confirmed' | 'rejected', note: string | null): Transition {
    return { from, to: { ...keptOf(from), status, decidedBy: principal.displayName, decidedAt: this.clock.now(), note } };
  }
}

function candidate({ open, links }: Entry, unitId: number): ReviewedLink {
  const link = open.find((one) => one.unitId === unitId);
  if (link) return link;
  // Not open although undecided: somebody has given the unit to another enterprise.
  if (links.some((one) => one.unitId === unitId && one.status === 'review')) throw linkedElsewhere();
  throw new Problem('not-found', 'candidate-missing', '该参保单位不是该企业的待定候选，请刷新后重新选择。', { unitId });
}

function refuseNothingOpen({ open }: Entry): void {
  if (open.length === 0) throw new Problem('conflict', 'nothing-open', '该企业没有待定的候选，无需再决定。');
}
