import type { UserAccount } from '../domain/index.js';
import type { AuditActor } from './domain/index.js';

/** A user who is known but has no session: one who logs in, or tries to. */
export const actorOf = ({ id, displayName, role, regionCode }: UserAccount): AuditActor => ({ userId: id, displayName, role, regionCode });
