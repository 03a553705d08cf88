import type { AuditAction, AuditHead, AuditOutcome, AuditRecord, AuditSubjectKind } from './domain/index.js';

/** What of the trail is asked for; what is left out does not narrow. */
export interface AuditFilter {
  /** At or after. */
  readonly since?: Date | undefined;
  /** Before. */
  readonly until?: Date | undefined;
  readonly userId?: number | undefined;
  readonly county?: string | undefined;
  readonly action?: AuditAction | undefined;
  readonly outcome?: AuditOutcome | undefined;
  readonly subjectKind?: AuditSubjectKind | undefined;
  readonly subjectId?: string | undefined;
}

export interface AuditPage {
  readonly beforeSeq?: number | undefined;
  readonly limit: number;
}

/** Reads the trail, and removes what is past keeping. */
export abstract class AuditStore {
  /** Undefined where somebody has removed it. */
  abstract head(): Promise<AuditHead | undefined>;

  /**
   * Entries that concern these regions, newest first: of their counties, or, where no county is concerned, of people of these regions and of nobody known.
   */
  abstract page(regionCodes: readonly string[], filter: AuditFilter, page: AuditPage): Promise<AuditRecord[]>;

  /** In the order of the chain, behind a number. */
  abstract after(seq: number, limit: number): Promise<AuditRecord[]>;
  abstract find(seq: number): Promise<AuditRecord | undefined>;
  abstract newest(action: AuditAction): Promise<AuditRecord | undefined>;
  /** The first that is not older than this moment; undefined where all are older. */
  abstract firstSince(moment: Date): Promise<number | undefined>;

  /** In a unit of work: from now on entries up to this number may be removed. */
  abstract declarePast(seq: number): Promise<void>;
  /** In a unit of work: removes at most `limit` of those that are past, the oldest first. Returns whether there are more. */
  abstract removePast(upTo: number, limit: number): Promise<boolean>;
}
