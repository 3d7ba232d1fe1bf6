export { OBSERVATORY_ENTITIES } from './persistence/tables.js';
export { CommissionReading } from './commission-figures.js';
export type { FrameworkFacts } from './domain/framework.js';
export { FrameworkReading } from './framework-figures.js';
export { measuresOutside } from './web/commission-figures.presenter.js';
export { frameworkTables } from './web/framework.presenter.js';
export { ObservatoryModule } from './observatory.module.js';
