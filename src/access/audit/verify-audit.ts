import { Injectable } from '@nestjs/common';
import { AuditKey } from './audit-key.js';
import { AuditStore } from './audit.store.js';
import { startOfWalk } from './checkpoint.js';
import { ChainWalk, type AuditFault, type AuditHead } from './domain/index.js';

const PAGE = 1_000;

export interface AuditVerdict {
  readonly sound: boolean;
  /** Entries looked at. */
  readonly entries: number;
  /** Entries up to this number were purged, as a checkpoint in the chain says; 0: none. */
  readonly purgedTo: number;
  /** The end that was found. */
  readonly head: AuditHead;
  readonly faultCount: number;
  /** The first of them. */
  readonly faults: readonly AuditFault[];
  /** Exported heads that lie in what was purged: they could not be compared. */
  readonly headsPurged: number;
}

/** Goes through the whole trail and finds whatever was edited, removed, put in, repeated or reordered. */
@Injectable()
export class VerifyAudit {
  constructor(
    private readonly store: AuditStore,
    private readonly key: AuditKey,
  ) {}

  /** `heads`: as exported earlier; without any, a trail that was cut off together with its kept head looks whole. */
  async run(heads: readonly AuditHead[] = []): Promise<AuditVerdict> {
    const start = startOfWalk(await this.store.newest('audit.purged'));
    const before = await this.store.head();
    const expected = heads.filter(({ seq }) => seq >= start.seq);
    const walk = new ChainWalk(this.key.chain, start, before ? [...expected, before] : expected);
    for (let page = await this.store.after(start.seq, PAGE); page.length > 0; page = await this.store.after(walk.end.seq, PAGE))
      for (const record of page) walk.take(record);
    // Others may have appended meanwhile: the head as it is now is not behind what was read.
    const sound = walk.finish(await this.store.head());
    const { entries, end: head, faultCount, faults } = walk;
    return { sound, entries, purgedTo: start.seq, head, faultCount, faults, headsPurged: heads.length - expected.length };
  }
}
