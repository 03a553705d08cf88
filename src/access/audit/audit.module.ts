import { Global, Module } from '@nestjs/common';
import { AuditStore } from './audit.store.js';
import { AuditKey } from './audit-key.js';
import { AuditTrail } from './audit-trail.js';
import { TypeOrmAuditStore, TypeOrmAuditTrail } from './typeorm/index.js';
import { RecordExport } from './record-export.js';
import { VerifyAudit } from './verify-audit.js';

/** Global: whatever changes something records it. Needs `Database` and `Clock`; its key is loaded by `LoadKeys`. */
@Global()
@Module({
  providers: [
    { provide: AuditTrail, useClass: TypeOrmAuditTrail },
    { provide: AuditStore, useClass: TypeOrmAuditStore },
    { provide: AuditKey, useFactory: () => new AuditKey() },
    VerifyAudit,
    RecordExport,
  ],
  exports: [AuditKey, AuditTrail, AuditStore, VerifyAudit, RecordExport],
})
export class AuditModule {}
