import {
  Capacity,
  ClosingPeriod,
  InsertionGuarantee,
  OpeningHours,
  Provider,
  ProviderChange,
  ReservedPlaces,
  Section,
} from './supply.entities.js';

/** The tables of this feature. Other features know the types of their rows only. */
export const SUPPLY_ENTITIES = [
  Provider,
  Section,
  Capacity,
  OpeningHours,
  ClosingPeriod,
  InsertionGuarantee,
  ProviderChange,
  ReservedPlaces,
];
