import { Module } from '@nestjs/common';
import { AccessModule } from '../access/index.js';
import { BackupAge } from './backup-age.js';
import { MakeBackupJob, PlanBackups } from './backup.jobs.js';
import { KeepBackups } from './keep-backups.js';
import { MakeBackup } from './make-backup.js';

@Module({
  imports: [AccessModule],
  providers: [MakeBackup, KeepBackups, BackupAge, MakeBackupJob, PlanBackups],
  exports: [MakeBackup, KeepBackups, BackupAge],
})
export class BackupModule {}
