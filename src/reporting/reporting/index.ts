export { REPORTING_ENTITIES } from './persistence/tables.js';
export { OFFER_ANSWERS } from './domain/family-history.js';
export { FIGURE_TABLES } from './domain/figure-tables.js';
export { FAMILY_STATUSES, type FamilyStatus } from './domain/family-status.js';
export type { FigureRow } from './domain/figure-rows.js';
export { reportOf, stockFrom, type MonthReport, type StatusCounts } from './domain/month-report.js';
export {
  publishedMonth,
  publishedStock,
  type PublishedCounts,
  type PublishedMonth,
  type PublishedStock,
} from './domain/published-month.js';
export { publishedGroups } from './domain/published-groups.js';
export { delaysOf, delaysSinceDeposit, TO_ANSWER, WAYS, type Delays } from './domain/stages.js';
export { AGES, FROM_LIST } from './domain/tallies.js';
export { WISHES_OBTAINED } from './domain/wish-obtained.js';
export { WITHOUT_CAUSES } from './domain/without-because.js';
export { FiguresFromHistory } from './figures-from-history.js';
export { FAMILY_ORDERS, type FamilyFilter, type FamilyOrder } from './persistence/standings.queries.js';
export { KnownFigures, type KnownTables } from './known-figures.js';
export { Projection } from './projection.js';
export { FAMILIES_PAGE, Reporting, type ListedFamily } from './reporting.js';
export { ReportingModule } from './reporting.module.js';
