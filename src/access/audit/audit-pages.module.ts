import { Module } from '@nestjs/common';
import { AuditController } from './audit.controller.js';
import { PlanAudit, PurgeAuditJob } from './audit.jobs.js';
import { ExportAudit } from './export-audit.js';
import { PurgeAudit } from './purge-audit.js';
import { ReadAudit } from './read-audit.js';

/** Reading, taking away and purging the trail. Needs jobs and regions, which recording does not. */
@Module({
  controllers: [AuditController],
  providers: [ReadAudit, ExportAudit, PurgeAudit, PurgeAuditJob, PlanAudit],
  exports: [PurgeAudit],
})
export class AuditPagesModule {}
