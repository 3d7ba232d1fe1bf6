export type {
  Offer,
  OfferState,
  Placement,
  ReserveRight,
  Solution,
  SolutionKind,
  TemporaryPlace,
} from './persistence/placement.entities.js';
export { PLACEMENT_ENTITIES } from './persistence/tables.js';
export { birthsOf } from './persistence/births.queries.js';
export { bestStart, weekFit, type SectionsMet, type Starting } from './domain/best-start.js';
export { coversNeed, needSlots, soughtSlots } from './domain/coverage.js';
export { endOfYear, FreeSeats } from './domain/free-seats.js';
export { FITS, fitOf, tightestOf, type AskedWeek, type Contest, type Fit, type FitKind } from './domain/week-fit.js';
export { isExpired, lastDayOfLongerDelay, lastMomentToAnswer, timeToAnswer } from './domain/offer-deadline.js';
export { estimatePrice, type PriceEstimate, type PriceScale } from './domain/price-estimate.js';
export { judgeGiveUp } from './domain/placement-end.js';
export { movesOn } from './domain/shared-half-day.js';
export { lastDayOf, type PathStep } from './domain/placement-path.js';
export { AskedChanges, asksToChangePlace, type AskedChange } from './asked-changes.js';
export { Occupancy, type SectionWeek } from './occupancy.js';
export type { HalfDayOccupancy } from './domain/week-occupancy.js';
export { OfferReminders } from './offer-reminders.js';
export { aboutOffer } from './offer-ends.js';
export { Offers, type Answer, type NewOffer, type ReservedOffer } from './offers.js';
export { EndedPregnancies } from './ended-pregnancies.js';
export { communeOwner, FamilyOwners, type FamilyClaim } from './family-owners.js';
export { FirstCalls, type FirstCall } from './first-calls.js';
export { finalNo } from './domain/family-noes.js';
export { judgeFirstDay, nextDayOfCare } from './domain/first-day.js';
export { isOnCallList } from './domain/first-call.js';
export { ReservedUnits, type ReservedTerm } from './reserved-units.js';
export { ReservedChildren } from './reserved-children.js';
export { GivenUpPlaces, type GivingUp } from './given-up-places.js';
export { PathMoves } from './path-moves.js';
export { PlaceWords } from './place-words.js';
export { OFFERED_VARIABLES, PLACE_VARIABLES } from './message-kinds.js';
export { CoveredDays } from './covered-days.js';
export { Paths } from './paths.js';
export { DaysChanges } from './days-changes.js';
export { PlacementChanges } from './placement-changes.js';
export { PlacementEnds } from './placement-ends.js';
export { OFFER_RELEASED, PLACEMENT_RELEASED, type AfterSolution } from './placement-jobs.js';
export { findSectionsWithChildren } from './persistence/present-children.queries.js';
export { PresentChildren } from './present-children.js';
export { PresentPlans } from './present-plans.js';
export type { EntryFate, ParentContact, PresentEntry, Derogation } from './domain/present-child.js';
export type { Exceeded } from './domain/exceeded.js';
export { PlacementModule } from './placement.module.js';
export { lockOffer } from './place-locks.js';
export { isFamilyOf, wasToldBy } from './placement.policy.js';
export { Placements } from './placements.js';
export { SectionJoins } from './section-joins.js';
export {
  findAgreementsWith,
  findFirstHeldPart,
  findHeldPlacements,
  findOffer,
  findOffers,
  findOffersOf,
  findOffersOfSession,
  findEndedOffers,
  findHeldOffersOfSession,
  findOpenOffers,
  findOpenOffersOfFamily,
  findOpenOffersOfSession,
  findPartsOfOffers,
  findPartsOfPlace,
  findPlacement,
  findPlacements,
  findPlacementToAgree,
  findPlacesDuring,
  findPlacesOn,
  findReservedHolding,
  findSolutionsOf,
  findTemporaryPlaces,
} from './read-places.js';
export { seedPlacements } from './placement.seed.js';
export { OFFER_MARK, offerMark } from './domain/offer-mark.js';
export { farthestDay } from './domain/seat-claim.js';
export { Seats } from './seats.js';
export { OfferNotes } from './offer-notes.js';
export { StartAgreements } from './start-agreements.js';
export type { StartDates } from './domain/start-dates.js';
export { TemporaryPlaces } from './temporary-places.js';
export { Transfers } from './transfers.js';
export { SolutionChanges } from './solution-changes.js';
export { Solutions, type NewSolution, type SolutionOnDay } from './solutions.js';
