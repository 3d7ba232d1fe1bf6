export { DisclosureModule } from './disclosure.module.js';
export type { EarlierTables } from './domain/cell-system.js';
export {
  publishedDelays,
  type PublishedCell,
  type PublishedDelays,
  type PublishedTable,
} from './domain/period-tables.js';
export { PeriodDisclosure, type CountedPeriod } from './period-disclosure.js';
