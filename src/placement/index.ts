import { Offer, Placement, SeatLedger, Solution } from './persistence/placement.entities.js';

export { Offer, Placement, SeatLedger, Solution };
export type { OfferState, SolutionKind } from './persistence/placement.entities.js';
export const PLACEMENT_ENTITIES = [SeatLedger, Placement, Offer, Solution];
export { coversNeed, needSlots } from './domain/coverage.js';
export { deadlineOf, isExpired } from './domain/offer-deadline.js';
export { estimatePrice, type PriceEstimate, type PriceInput, type PriceScale } from './domain/price-estimate.js';
export { usualEnd } from './domain/usual-end.js';
export { Occupancy, type SectionWeek } from './occupancy.js';
export type { HalfDayOccupancy } from './domain/week-occupancy.js';
export { Offers, type Answer, type NewOffer } from './offers.js';
export { PlacementEnds } from './placement-ends.js';
export { PlacementModule } from './placement.module.js';
export { Placements } from './placements.js';
export { seedPlacements } from './placement.seed.js';
export type { SeatClaim } from './domain/seat-claim.js';
export { Seats } from './seats.js';
export { Solutions, type NewSolution } from './solutions.js';
