import { AuditEntryEntity, AuditHeadEntity } from './audit.entities.js';

/** For the application's schema. */
export const AUDIT_ENTITIES = [AuditEntryEntity, AuditHeadEntity] as const;
export { TypeOrmAuditTrail } from './audit-trail.typeorm.js';
