import { SYSTEM_NAME, type UserAccount } from '../domain/index.js';
import type { AuditActor } from './domain/index.js';

/** What the service, or a command on the server, does for the whole installation. */
export const INSTALLATION: AuditActor = { userId: null, displayName: SYSTEM_NAME, role: 'system', regionCode: null };

/** A user who is known but has no session: one who logs in, or tries to. */
export const actorOf = ({ id, displayName, role, regionCode }: UserAccount): AuditActor => ({ userId: id, displayName, role, regionCode });
