import { createHmac } from 'node:crypto';
import type { AuditHead, AuditRecord } from './entry.js';

/** Names what is hashed and how; another way to write an entry down takes another name. */
const FORMAT = 'audit/1';

/** Before the first entry. */
export const GENESIS: AuditHead = { seq: 0, mac: '0'.repeat(64) };

/**
 * Chains the entries: the code of each is an HMAC-SHA-256 over all of its fields and the code before it. The key stands in the
 * database wrapped by the data key, which does not: who can only write to the database can neither change an entry nor make the chain anew.
 */
export class AuditChain {
  /** `keyId` names the key in every entry. */
  constructor(
    private readonly key: Buffer,
    readonly keyId: string,
  ) {}

  /** The code of an entry that follows `previous`, 64 hex digits. */
  codeOf(record: Omit<AuditRecord, 'mac'>, previous: string): string {
    return createHmac('sha256', this.key).update(written(record, previous)).digest('hex');
  }
}

/** Fields in one order, so that the same entry is always the same text. */
const written = (record: Omit<AuditRecord, 'mac'>, previous: string): string =>
  JSON.stringify([
    FORMAT,
    previous,
    record.seq,
    record.at.toISOString(),
    record.action,
    record.outcome,
    record.subjectKind,
    record.subjectId,
    record.countyCode,
    record.userId,
    record.userName,
    record.role,
    record.regionCode,
    record.channel,
    record.source,
    record.address,
    record.requestId,
    record.session,
    record.before,
    record.after,
    record.reason,
    record.keyId,
  ]);
