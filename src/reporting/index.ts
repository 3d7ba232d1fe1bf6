export { REPORTING_ENTITIES } from './persistence/tables.js';
export type { MonthReport } from './domain/month-report.js';
export { publishedMonth, type PublishedMonth } from './domain/published-month.js';
export { Projection } from './projection.js';
export { Reporting } from './reporting.js';
export { ReportingModule } from './reporting.module.js';
