import { Injectable } from '@nestjs/common';
import type { Scope } from '../../../access/index.js';
import { bulkCandidate, type EntryFilter } from '../domain/index.js';
import { ReviewQueue } from '../queue.js';
import type { Entry } from '../read-entries.js';
import type { ReviewedLink } from '../reviewed-links.store.js';

export interface BandMember {
  readonly entry: Entry;
  readonly link: ReviewedLink;
}

export interface Band {
  /** What bulk acceptance may take. */
  readonly members: readonly BandMember[];
  /** Entries of the band that have to be decided one by one: rivals, branches, contradicting codes, other rules. */
  readonly leftOut: number;
}

/** A filtered part of the queue as bulk acceptance looks at it: what nobody has said anything about yet. */
@Injectable()
export class ReadBand {
  constructor(private readonly queue: ReviewQueue) {}

  async of(scope: Scope, filter: EntryFilter, ruleset: string): Promise<Band> {
    const members: BandMember[] = [];
    let leftOut = 0;
    for await (const entry of this.queue.passing(scope, filter)) {
      const link = bulkCandidate(entry.open, entry.claimed);
      if (link?.ruleset === ruleset) members.push({ entry, link });
      else leftOut += 1;
    }
    return { members, leftOut };
  }
}
