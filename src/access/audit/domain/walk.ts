import type { AuditChain } from './chain.js';
import type { AuditHead, AuditRecord } from './entry.js';

/** What may be wrong with a trail. */
export const AUDIT_FAULTS = {
  changed: '内容或次序与校验码不符（被改动、伪造，或由另一把密钥写入）',
  missing: '缺失',
  'repeated-number': '编号重复或倒退',
  'tail-missing': '末尾的记录缺失',
  'head-differs': '与导出的链头不符',
  'head-broken': '链头与末尾的记录不符',
} as const;

export interface AuditFault {
  readonly code: keyof typeof AUDIT_FAULTS;
  /** Which entries, first and last. */
  readonly from: number;
  readonly to: number;
}

/** More would not be read. All are counted. */
const TOLD_FAULTS = 100;

/**
 * Walks the trail once, from `start` (the last entry purged, or the beginning) to its end, holding one entry at a time. Each fault is told where it is:
 * behind it the walk goes on with the code that stands there.
 */
export class ChainWalk {
  readonly faults: AuditFault[] = [];
  private last: AuditHead;
  private counted = 0;
  private found = 0;
  private readonly awaited: Map<number, Set<string>>;

  /** `heads`: ends of the trail that were exported earlier; one that lies before the start cannot be looked at. */
  constructor(
    private readonly chain: AuditChain,
    start: AuditHead,
    heads: readonly AuditHead[] = [],
  ) {
    this.last = start;
    this.awaited = new Map();
    for (const { seq, mac } of heads) this.awaited.set(seq, (this.awaited.get(seq) ?? new Set()).add(mac));
    this.compare(start);
  }

  get entries(): number {
    return this.counted;
  }

  get faultCount(): number {
    return this.found;
  }

  /** Where the walk has come to. */
  get end(): AuditHead {
    return this.last;
  }

  /** The next entry, in the order of the numbers. */
  take({ mac, ...record }: AuditRecord): void {
    const { seq } = record;
    this.counted += 1;
    const expected = this.last.seq + 1;
    if (seq < expected) this.tell('repeated-number', seq, seq);
    else if (seq > expected) this.tell('missing', expected, seq - 1);
    // Behind a gap the code before is not known: the gap has been told already.
    else if (this.chain.codeOf(record, this.last.mac) !== mac) this.tell('changed', seq, seq);
    this.last = { seq, mac };
    this.compare(this.last);
  }

  /** No more entries: what was exported, or is kept as the head, must not lie behind the end. Returns whether all is well. */
  finish(kept: AuditHead | undefined): boolean {
    const { last } = this;
    const furthest = Math.max(kept?.seq ?? 0, ...this.awaited.keys());
    if (furthest > last.seq) this.tell('tail-missing', last.seq + 1, furthest);
    if (!kept || kept.seq < last.seq || (kept.seq === last.seq && kept.mac !== last.mac)) this.tell('head-broken', last.seq, last.seq);
    return this.found === 0;
  }

  private compare({ seq, mac }: AuditHead): void {
    const codes = this.awaited.get(seq);
    if (codes && !(codes.size === 1 && codes.has(mac))) this.tell('head-differs', seq, seq);
  }

  private tell(code: AuditFault['code'], from: number, to: number): void {
    this.found += 1;
    if (this.faults.length < TOLD_FAULTS) this.faults.push({ code, from, to });
  }
}
