import { Capacity, ClosingPeriod, InsertionGuarantee, Provider, Section } from './supply.entities.js';

/** The tables of this feature. Other features know the types of their rows only. */
export const SUPPLY_ENTITIES = [Provider, Section, Capacity, ClosingPeriod, InsertionGuarantee];
