import { Global, Module } from '@nestjs/common';
import type { Config } from '../../platform/config/config.js';
import { CONFIG } from '../../platform/config/config.module.js';
import { loadDataKey } from '../data-key.js';
import { AuditTrail } from './audit-trail.js';
import { AuditChain } from './domain/index.js';
import { TypeOrmAuditTrail } from './typeorm/index.js';

/** Global: whatever changes something records it. Needs `Database`, `Clock` and `CONFIG`. */
@Global()
@Module({
  providers: [
    { provide: AuditTrail, useClass: TypeOrmAuditTrail },
    { provide: AuditChain, inject: [CONFIG], useFactory: async (config: Config) => new AuditChain(await loadDataKey(config)) },
  ],
  exports: [AuditTrail],
})
export class AuditModule {}
