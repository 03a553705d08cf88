import { Injectable } from '@nestjs/common';
import { demand, type Principal } from '../access/index.js';
import { notFound, staleVersion } from '../kernel/index.js';
import { Clock } from '../platform/clock/clock.js';
import { Database } from '../platform/database/index.js';
import { RULESET_VERSION } from './domain/index.js';
import { LinkSides } from './link-sides.js';
import { LINKS_LOCK, type Link } from './link.store.js';
import { ChangeLinks, keptOf } from './review/change-links.js';
import type { KeptLink } from './review/history.store.js';
import { ReviewedLinks, type LinkState, type ReviewedLink } from './review/reviewed-links.store.js';
import { UndoAct } from './review/undo-act.js';

type Verdict = 'confirmed' | 'rejected';

/** A link after a decision was taken back; `removed`: there was none before it. */
export interface UndoneLink {
  readonly id: number;
  readonly status: Link['status'] | 'removed';
  readonly version: number;
}

/** A person says of one link whether an enterprise and a unit are the same: also of automatic links, and of pairs that are no candidates. */
@Injectable()
export class DecideLink {
  constructor(
    private readonly links: ReviewedLinks,
    private readonly changes: ChangeLinks,
    private readonly undoing: UndoAct,
    private readonly sides: LinkSides,
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** Decides a candidate, or overrules an automatic link. */
  async decide(principal: Principal, linkId: number, verdict: Verdict, version: number, note: string | null): Promise<Link> {
    demand(principal, 'match.decide');
    return this.exclusively(async () => {
      const from = await this.links.find(principal.scope, linkId);
      if (!from) throw notFound('该匹配');
      if (from.version !== version) throw stale(from);
      const to = { ...keptOf(from), ...this.decision(principal, verdict, note) };
      await this.changes.carryOut(principal, { kind: verdict === 'confirmed' ? 'same' : 'different', note }, [{ from, to }]);
      return this.reread(principal, linkId);
    });
  }

  /** Links an enterprise with a unit that was not among its candidates. */
  async link(principal: Principal, enterpriseId: number, unitId: number, note: string | null): Promise<Link> {
    demand(principal, 'match.decide');
    return this.exclusively(async () => {
      const { countyCode, known } = await this.sides.find(principal, enterpriseId, unitId);
      if (known) return this.decide(principal, known.id, 'confirmed', known.version, note);
      const to: KeptLink = { ...BY_HAND, enterpriseId, unitId, countyCode, ...this.decision(principal, 'confirmed', note) };
      await this.changes.carryOut(principal, { kind: 'manual', note }, [{ from: null, to }]);
      const made = (await this.sides.find(principal, enterpriseId, unitId)).known;
      if (!made) throw notFound('该匹配');
      return made;
    });
  }

  /** Takes the last decision on a link back: it is what it was before, and who had decided then has decided again. */
  async undo(principal: Principal, linkId: number, version: number): Promise<UndoneLink> {
    demand(principal, 'match.decide');
    return this.exclusively(async () => {
      const link = await this.links.find(principal.scope, linkId);
      if (!link || link.decidedAt === null) throw notFound('该匹配决定');
      if (link.version !== version) throw stale(link);
      await this.undoing.ofPair(principal, link.enterpriseId, link.unitId);
      return (await this.links.find(principal.scope, linkId)) ?? { id: linkId, status: 'removed', version: version + 1 };
    });
  }

  /** Matching and deciding follow each other. */
  private exclusively<T>(work: () => Promise<T>): Promise<T> {
    return this.database.unitOfWork(work, LINKS_LOCK);
  }

  private decision(principal: Principal, status: Verdict, note: string | null): LinkState {
    return { status, decidedBy: principal.displayName, decidedAt: this.clock.now(), note };
  }

  private async reread(principal: Principal, linkId: number): Promise<ReviewedLink> {
    const link = await this.links.find(principal.scope, linkId);
    if (!link) throw notFound('该匹配');
    return link;
  }
}

const BY_HAND = {
  tier: 'M',
  relation: 'same',
  score: 0,
  rank: 0,
  reason: '人工关联',
  evidence: [],
  ruleset: RULESET_VERSION,
} as const;

const stale = ({ version, status, decidedBy, decidedAt }: Link): ReturnType<typeof staleVersion> =>
  staleVersion('该匹配', { version, status, decidedBy, decidedAt });
