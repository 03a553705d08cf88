import { Global, Module } from '@nestjs/common';
import type { Config } from '../../platform/config/config.js';
import { CONFIG } from '../../platform/config/config.module.js';
import { loadDataKey } from '../data-key.js';
import { AuditStore } from './audit.store.js';
import { AuditTrail } from './audit-trail.js';
import { AuditChain } from './domain/index.js';
import { TypeOrmAuditStore, TypeOrmAuditTrail } from './typeorm/index.js';
import { VerifyAudit } from './verify-audit.js';

/** Global: whatever changes something records it. Needs `Database`, `Clock` and `CONFIG`. */
@Global()
@Module({
  providers: [
    { provide: AuditTrail, useClass: TypeOrmAuditTrail },
    { provide: AuditStore, useClass: TypeOrmAuditStore },
    { provide: AuditChain, inject: [CONFIG], useFactory: async (config: Config) => new AuditChain(await loadDataKey(config)) },
    VerifyAudit,
  ],
  exports: [AuditTrail, AuditStore, VerifyAudit],
})
export class AuditModule {}
