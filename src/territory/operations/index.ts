export { BackupProofs } from './backup-proofs.js';
export { OperationsModule } from './operations.module.js';
