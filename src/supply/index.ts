import { Capacity, ClosingPeriod, Provider, Section } from './persistence/supply.entities.js';

export { Capacity, ClosingPeriod, Provider, Section };
export type { EstablishmentKind, ProviderKind } from './persistence/supply.entities.js';
export const SUPPLY_ENTITIES = [Provider, Section, Capacity, ClosingPeriod];
export { Supply } from './supply.js';
export { SupplyModule } from './supply.module.js';
export { CAPACITY_FROM, readSupplyData, seedSupply, type BodyData, type EstablishmentData, type SupplyData } from './supply.seed.js';
