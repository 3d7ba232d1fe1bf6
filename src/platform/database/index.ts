export * from './columns.js';
export { DatabaseFile } from './database-file.js';
export { DatabaseModule } from './database.module.js';
export { dataSourceOptions, resetDatabase, type EntityClass } from './data-sources.js';
export { NeededFirst } from './needed-first.js';
export { migrationNames } from './migration-names.js';
export { OwnerUnits } from './owner.js';
export { listOf, Reader, Tx, type Dialect, type SqlParameters, type SqlPart } from './tx.js';
export { UnitOfWork } from './unit-of-work.js';
