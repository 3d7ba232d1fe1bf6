import { RequestFact } from './persistence/reporting.entities.js';

export { RequestFact };
export const REPORTING_ENTITIES = [RequestFact];
export { standingsOf, standingAt, type HistoryLine } from './domain/request-timeline.js';
export { stockOf } from './domain/family-status.js';
export { Reporting, type MonthReport } from './reporting.js';
export { ReportingModule } from './reporting.module.js';
