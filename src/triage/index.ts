import { Enquiry, FollowUp, ImportBatch, ImportRow } from './persistence/triage.entities.js';

export { Enquiry, FollowUp, ImportBatch, ImportRow };
export const TRIAGE_ENTITIES = [Enquiry, FollowUp, ImportBatch, ImportRow];
export { ImportCommand } from './import-command.js';
export type { ImportCounts, ImportReport, ReportedRow } from './import-report.js';
export { ListImport, type ImportOptions, type ListToImport } from './list-import.js';
export { reportCsv } from './import-report-file.js';
export { TriageModule } from './triage.module.js';
