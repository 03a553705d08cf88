import { AuditEntryEntity, AuditHeadEntity } from './audit.entities.js';

/** For the application's schema. */
export const AUDIT_ENTITIES = [AuditEntryEntity, AuditHeadEntity] as const;
export { TypeOrmAuditStore } from './audit.store.typeorm.js';
export { TypeOrmAuditTrail } from './audit-trail.typeorm.js';
