import { ColumnMemory, ImportBatch, ImportContent, ImportRow, KnownLine } from './persistence/import.entities.js';
import { Enquiry, FollowUp } from './persistence/triage.entities.js';

export { Enquiry, FollowUp, ImportBatch, ImportContent, ImportRow };
export const TRIAGE_ENTITIES = [Enquiry, FollowUp, ImportBatch, ImportContent, ImportRow, KnownLine, ColumnMemory];
export { ImportCommand } from './import-command.js';
export type { ImportCounts, ImportReport, ReportedRow } from './import-report.js';
export { ListImport, type ImportOptions, type ListToImport } from './list-import.js';
export { reportCsv } from './import-report-file.js';
export { TriageModule } from './triage.module.js';
