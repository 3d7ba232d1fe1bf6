import { SeatLedger, Placement, Offer, Solution } from './persistence/placement.entities.js';

export { SeatLedger, Placement, Offer, Solution };
export const PLACEMENT_ENTITIES = [SeatLedger, Placement, Offer, Solution];
