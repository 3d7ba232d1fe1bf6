export type { Capacity, ClosingPeriod, Provider, ReservedPlaces, Section } from './persistence/supply.entities.js';
export { SUPPLY_ENTITIES } from './persistence/tables.js';
export { Capacities } from './capacities.js';
export { Closings } from './closings.js';
export { PROVIDER_KINDS, type AgeGroup, type EstablishmentKind, type Funding } from './domain/kinds.js';
export { judgeSeats, mostAtOnce, seatsWhileOpen, type SeatsBySlot } from './domain/authorised-capacity.js';
export {
  avipPlaces,
  GUARANTEE_WAYS,
  leastPlaces,
  legalPlaces,
  type GuaranteeInForce,
  type GuaranteeSetting,
  type GuaranteeWay,
} from './domain/insertion-guarantee.js';
export { InsertionGuarantees } from './insertion-guarantees.js';
export { capacityOn } from './domain/capacity-on.js';
export { readMonthDay, SECTION_MOVES, type MonthDay, type SectionMove } from './domain/path-settings.js';
export { OpeningDays, type OffOn, type OpenOn } from './opening-days.js';
export { OpeningTimes } from './opening-times.js';
export { PlaceReservations, type ReservationTerms } from './place-reservations.js';
export { isReleased, LONGEST_EMPLOYER, OWNER_KINDS, ownerKeyOf, type PlaceOwner } from './domain/reserved-places.js';
export { Promises } from './promises.js';
export type { Promised } from './domain/promised.js';
export { ProviderBook } from './provider-book.js';
export { ProviderChanges } from './provider-changes.js';
export { ProviderClosure } from './provider-closure.js';
export { changedFacts } from './domain/provider-facts.js';
export { ProviderCreation, type NewProvider } from './provider-creation.js';
export { ProviderRecords, type OpenedProvider } from './provider-records.js';
export { isClosedOn } from './domain/closing-day.js';
export {
  findCapacities,
  findClosingDay,
  findProvider,
  findReservations,
  findSections,
  lockSection,
  lockSections,
} from './read-supply.js';
export { Sections } from './sections.js';
export { sectionWords } from './section-words.js';
export { numberOfCode } from './domain/section-code.js';
export { Supply } from './supply.js';
export { mayCreateProviderFor } from './providers.policy.js';
export { directsEstablishment, establishmentsDeclaredBy, mayDeclarePlaces } from './places.policy.js';
export { kindWords, linesOf, priceWords } from './web/provider-words.js';
export { ownerWords } from './web/owner-words.js';
export { openingLines } from './web/opening-words.js';
export { outsideWords } from './web/outside-words.js';
export { readSeats, seatRows, seatsField } from './web/seats-input.js';
export { SupplyModule } from './supply.module.js';
export { CAPACITY_FROM, inventSupply, readSupplyData, seedSupply, type BodyData } from './supply.seed.js';
