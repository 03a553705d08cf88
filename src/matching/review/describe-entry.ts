import { Injectable } from '@nestjs/common';
import { demand, type Principal } from '../../access/index.js';
import { EnrolmentStore, type EnrolmentUnit, type InsuredUnit } from '../../enrolment/index.js';
import { monthOf, notFound } from '../../kernel/index.js';
import { Clock } from '../../platform/clock/clock.js';
import { nameSegments, SHOWN_CANDIDATES, type EarlierDecision, type NameSegment } from './domain/index.js';
import { ReadEntries, type Entry } from './read-entries.js';
import type { ReviewedLink } from './reviewed-links.store.js';

/** A candidate as a reviewer sees it. */
export interface DescribedCandidate {
  readonly link: ReviewedLink;
  readonly unit: EnrolmentUnit;
  /** Its people now, with the row that states them; null where no 工伤保险 record is known. */
  readonly insured: InsuredUnit | null;
  readonly segments: readonly NameSegment[];
  readonly earlier: EarlierDecision | null;
  /** Another enterprise has or claims the unit too. */
  readonly contested: boolean;
}

export interface DescribedEntry extends Entry {
  /** Best first, up to nine open ones, then what is linked or decided. */
  readonly candidates: readonly DescribedCandidate[];
}

/** Adds to an entry what a reviewer looks at: both sides' facts and the difference of their names. */
@Injectable()
export class DescribeEntry {
  constructor(
    private readonly entries: ReadEntries,
    private readonly enrolment: EnrolmentStore,
    private readonly clock: Clock,
  ) {}

  async find(principal: Principal, enterpriseId: number): Promise<DescribedEntry> {
    demand(principal, 'data.read');
    const entry = await this.entries.one(principal.scope, enterpriseId);
    if (!entry) throw notFound('该企业');
    return this.describe(entry);
  }

  async describe(entry: Entry): Promise<DescribedEntry> {
    const settled = entry.links.filter(({ status }) => status !== 'review');
    const links = [...entry.open.slice(0, SHOWN_CANDIDATES), ...settled];
    const insured = await this.enrolment.insuredAsOf(
      links.map(({ unitId }) => unitId),
      monthOf(this.clock.today()),
    );
    const candidates = links.flatMap((link): DescribedCandidate[] => {
      const unit = entry.units.get(link.unitId);
      if (!unit) return [];
      const segments = nameSegments(entry.enterprise.name, unit.name);
      const earlier = entry.earlier.get(unit.id) ?? null;
      return [{ link, unit, insured: insured.get(unit.id) ?? null, segments, earlier, contested: entry.claimed.has(unit.id) }];
    });
    return { ...entry, candidates };
  }
}
