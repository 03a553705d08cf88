import type { Principal, PrincipalRole } from '../../domain/index.js';
import type { AuditAction, AuditOutcome, AuditSubjectKind } from './actions.js';
import type { AuditValues } from './values.js';

/** What happened, as a use case tells it. */
export interface AuditEntry {
  readonly action: AuditAction;
  /** `id` null: there is none, or it is not known. Ids as the API names them, never a person's number. */
  readonly subject: { readonly kind: AuditSubjectKind; readonly id: number | string | null };
  /** The banner-county whose data it concerns; null or left out: none, or several. */
  readonly county?: string | null | undefined;
  readonly before?: AuditValues | null | undefined;
  readonly after?: AuditValues | null | undefined;
  /** As somebody typed it, or a stable code; null or left out: none. */
  readonly reason?: string | null | undefined;
}

/** Who acts, and for which region: null where it is the whole installation. No actor: nobody who is known, such as one who tries to log in. */
export type AuditActor = (Pick<Principal, 'userId' | 'displayName' | 'role'> & { readonly regionCode: string | null }) | null;

export type AuditRole = PrincipalRole | 'nobody';

/** An entry as it stands in the trail. */
export interface AuditRecord {
  /** Numbered without gaps, from 1, in the order of the commits. */
  readonly seq: number;
  readonly at: Date;
  readonly action: AuditAction;
  readonly outcome: AuditOutcome;
  readonly subjectKind: AuditSubjectKind;
  readonly subjectId: string | null;
  readonly countyCode: string | null;
  readonly userId: number | null;
  readonly userName: string | null;
  readonly role: AuditRole;
  /** The actor's region. */
  readonly regionCode: string | null;
  /** `web`, `job`, `cli` or `start`, see `Origin`. */
  readonly channel: string;
  readonly source: string;
  readonly address: string | null;
  readonly requestId: string | null;
  readonly session: string | null;
  /** JSON, see `valuesText`. */
  readonly before: string | null;
  readonly after: string | null;
  readonly reason: string | null;
  /** Which key the code was made with. */
  readonly keyId: string;
  /** Ties the entry to all before it, see `AuditChain`. */
  readonly mac: string;
}

/** Where the trail ends: the last number and its code. */
export interface AuditHead {
  readonly seq: number;
  readonly mac: string;
}
