export { BACKUP_STATES, BackupAge, type BackupState } from './backup-age.js';
export { BackupModule } from './backup.module.js';
export { KeepBackups } from './keep-backups.js';
export { MakeBackup, type MadeBackup } from './make-backup.js';
export type { Manifest } from './manifest.js';
export { restoreBackup } from './restore-backup.js';
