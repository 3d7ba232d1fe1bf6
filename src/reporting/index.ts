export { REPORTING_ENTITIES } from './persistence/tables.js';
export { FAMILY_STATUSES } from './domain/family-status.js';
export type { MonthReport, StatusCounts, Stock } from './domain/month-report.js';
export { publishedMonth, type PublishedCounts, type PublishedMonth } from './domain/published-month.js';
export { FiguresFromHistory } from './figures-from-history.js';
export { Projection } from './projection.js';
export { Reporting } from './reporting.js';
export { ReportingModule } from './reporting.module.js';
