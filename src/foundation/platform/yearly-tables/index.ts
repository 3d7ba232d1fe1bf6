export { YearlyTables, YearlyTablesModule, type YearlyRemark } from './yearly-tables.js';
