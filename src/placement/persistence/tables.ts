import { Offer, PlacedChild, Placement, SeatLedger, Solution } from './placement.entities.js';

/** The tables of this feature. Other features know the types of their rows only. */
export const PLACEMENT_ENTITIES = [SeatLedger, PlacedChild, Placement, Offer, Solution];
