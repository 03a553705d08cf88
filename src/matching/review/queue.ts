import { Injectable } from '@nestjs/common';
import { demand, type Principal, type Scope } from '../../access/index.js';
import type { LinkStatus } from '../link-status.js';
import { passes, QueueCounter, type EntryFilter, type FilteredEntry, type QueueCounts } from './domain/index.js';
import { ReadEntries, type Entry } from './read-entries.js';
import { ReviewedLinks } from './reviewed-links.store.js';

/** Entries read at once while looking for those that pass a filter. */
const STRIDE = 100;

export interface QueuePage {
  readonly entries: readonly Entry[];
  /** To be passed as `after` for the next page; null at the end. */
  readonly next: number | null;
}

/** Of all entries those that a reviewer filters for, in the order in which the registry first listed them: ids last, so the order does. */
@Injectable()
export class ReviewQueue {
  constructor(
    private readonly entries: ReadEntries,
    private readonly links: ReviewedLinks,
  ) {}

  async page(principal: Principal, county: string | undefined, filter: EntryFilter, after: number, limit: number): Promise<QueuePage> {
    demand(principal, 'data.read');
    const found: Entry[] = [];
    for await (const entry of this.passing(principal.scope.narrow(county), filter, after, limit + 1)) {
      found.push(entry);
      if (found.length > limit) break;
    }
    const entries = found.slice(0, limit);
    return { entries, next: found.length > limit ? (entries.at(-1)?.enterprise.id ?? null) : null };
  }

  /** The first entry behind this one; null at the end. */
  async next(principal: Principal, county: string | undefined, filter: EntryFilter, after: number): Promise<Entry | null> {
    const { entries } = await this.page(principal, county, filter, after, 1);
    return entries[0] ?? null;
  }

  /** How many entries each filter leaves, over the scope or one of its counties. */
  async counts(principal: Principal, county: string | undefined): Promise<QueueCounts> {
    demand(principal, 'data.read');
    const counter = new QueueCounter();
    for await (const entry of this.all(principal.scope.narrow(county), STATUSES_OF.any, 0, STRIDE)) {
      if (entry.state !== 'automatic') counter.add(filtered(entry));
    }
    return counter.counts();
  }

  /** Everything that passes, for bulk acceptance. */
  async *passing(scope: Scope, filter: EntryFilter, after = 0, expected = STRIDE): AsyncGenerator<Entry> {
    const statuses = filter.state === 'decided' ? STATUSES_OF.decided : STATUSES_OF.open;
    for await (const entry of this.all(scope, statuses, after, Math.min(expected, STRIDE)))
      if (passes(filtered(entry), filter)) yield entry;
  }

  /** Reads a few entries first and more the longer it takes. */
  private async *all(scope: Scope, statuses: readonly LinkStatus[], after: number, first: number): AsyncGenerator<Entry> {
    let [last, stride] = [after, first];
    for (;;) {
      const ids = await this.links.enterprisesWith(scope, statuses, last, stride);
      yield* await this.entries.of(scope, ids);
      const end = ids.at(-1);
      if (end === undefined || ids.length < stride) return;
      [last, stride] = [end, Math.min(STRIDE, stride * 4)];
    }
  }
}

const STATUSES_OF: Readonly<Record<'any' | 'open' | 'decided', readonly LinkStatus[]>> = {
  any: ['review', 'confirmed', 'rejected'],
  open: ['review'],
  decided: ['confirmed', 'rejected'],
};

const filtered = ({ state, enterprise, open }: Entry): FilteredEntry => ({
  state,
  countyCode: enterprise.countyCode,
  industryCode: enterprise.line?.industryCode ?? null,
  open,
});
