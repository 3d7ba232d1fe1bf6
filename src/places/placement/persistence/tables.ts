import {
  CapacityDerogation,
  Offer,
  PlacedChild,
  Placement,
  PresentChild,
  ReserveRight,
  SeatLedger,
  Solution,
  TemporaryPlace,
} from './placement.entities.js';

/** The tables of this feature. Other features know the types of their rows only. */
export const PLACEMENT_ENTITIES = [
  SeatLedger,
  PlacedChild,
  PresentChild,
  CapacityDerogation,
  Placement,
  TemporaryPlace,
  Offer,
  Solution,
  ReserveRight,
];
