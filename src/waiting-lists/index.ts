export { WAITING_LISTS_ENTITIES } from './persistence/tables.js';
export { ImportBatches, type ImportedLine } from './import-batches.js';
export { ImportCommand } from './import-command.js';
export { ImportedContacts, type ImportedContact } from './imported-contacts.js';
export type { ImportReport } from './import-report.js';
export { reportCsv } from './import-report-file.js';
export { ListImport } from './list-import.js';
export { WaitingListsModule } from './waiting-lists.module.js';
