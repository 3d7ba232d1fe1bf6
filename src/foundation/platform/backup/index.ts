export { BackupError } from './backup-error.js';
export type { DatabaseSettings } from './database-copy.js';
export { readManifest } from './manifest.js';
export { restoreBackup } from './restore-backup.js';
export { makeIdentity } from './sealing.js';
export { takeBackup } from './take-backup.js';
