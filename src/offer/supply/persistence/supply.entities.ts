import { Entity } from 'typeorm';
import type { Id } from '../../../foundation/kernel/ids.js';
import type { Day, Instant } from '../../../foundation/kernel/time.js';
import type { OpeningWeek, Slot, SlotMask } from '../../../foundation/kernel/week-schedule.js';
import {
  CodeColumn,
  CountColumn,
  DayColumn,
  FlagColumn,
  IdColumn,
  InstantColumn,
  JsonColumn,
  KeyColumn,
  OwnColumn,
  RefColumn,
  TextColumn,
} from '../../../foundation/platform/database/index.js';
import type { AgreedBand } from '../domain/authorised-capacity.js';
import type { GuaranteeWay } from '../domain/insertion-guarantee.js';
import type { AgeGroup, EstablishmentKind, Funding, ProviderKind } from '../domain/kinds.js';
import type { MonthDay, SectionMove } from '../domain/path-settings.js';
import type { ChangedFacts, ProviderAct } from '../domain/provider-facts.js';
import type { OwnerKind } from '../domain/reserved-places.js';

/** Mode d'accueil: any childcare offer. Establishments keep their reference id (`ma-71306`). */
@Entity('provider')
export class Provider {
  @KeyColumn() id: Id;
  @CodeColumn() kind: ProviderKind;
  @CodeColumn({ nullable: true }) establishmentKind: EstablishmentKind | null;
  @TextColumn() name: string;
  @RefColumn() communeCode: string;
  /** Gestionnaire: who runs it (a town, an association, a company). */
  @TextColumn({ nullable: true }) manager: string | null;
  @CodeColumn({ nullable: true }) funding: Funding | null;
  /** What an hour costs, in cents, where the establishment sets its own price. */
  @CountColumn({ nullable: true }) hourlyCents: number | null;
  /** Places the authorisation allows at once (childminders: agreed places). */
  @CountColumn() authorisedCapacity: number;
  @FlagColumn() capacityAssumed: boolean;
  /** Hours of the day for which fewer places are agreed; null when the same number is agreed all day. */
  @JsonColumn({ nullable: true }) agreedBands: readonly AgreedBand[] | null;
  @FlagColumn({ default: false }) avip: boolean;
  /** Up to 115 % at once when the week stays at or below 100 % (CSP R2324-27); off by default. */
  @FlagColumn({ default: false }) overbookingAllowed: boolean;
  /** Childminders and MAMs: places are free from this day. */
  @DayColumn({ nullable: true }) availableFrom: Day | null;
  @FlagColumn({ default: false }) atypicalHours: boolean;
  @CodeColumn({ nullable: true }) phone: string | null;
  /** Street and town on one line, where families go. */
  @TextColumn({ nullable: true }) address: string | null;
  /**
   * When children move to their next section, and the last day of those who leave for school. Places are planned from
   * these (domain.md §6).
   */
  @CodeColumn({ default: 'september' }) sectionMove: SectionMove;
  @CodeColumn({ default: '08-31' }) lastDay: MonthDay;
  @CodeColumn({ nullable: true }) email: string | null;
  @TextColumn({ nullable: true }) webPage: string | null;
  /** How it works, in the words of those who run it, in each language. */
  @TextColumn({ nullable: true }) howItWorks: string | null;
  @TextColumn({ nullable: true }) howItWorksEn: string | null;
  /** Steps, lift, toilets: for a child or a parent who walks with difficulty. */
  @TextColumn({ nullable: true }) accessibility: string | null;
  /** What it knows of children who need something particular. */
  @TextColumn({ nullable: true }) adaptationExperience: string | null;
  /** A childminder who works in a MAM: its id. */
  @OwnColumn(() => Provider, { nullable: true }) mamId: Id | null;
  /** The first day on which it no longer receives children; null while nobody has closed it. */
  @DayColumn({ nullable: true }) closedFrom: Day | null;
  @CountColumn({ default: 1 }) version: number;
}

/**
 * Section: children of an age group who are received together. An establishment may have several of one group. Bounds
 * in completed months, upper bound excluded, and they may overlap.
 */
@Entity('section')
export class Section {
  /** `<establishment>:<code>`, e.g. `ma-71306:babies`. */
  @KeyColumn() id: Id;
  @OwnColumn(() => Provider) providerId: Id;
  /** Of one section of its establishment: the age group, then `-2` for the second section of that group. */
  @CodeColumn() code: string;
  @CodeColumn({ default: 'mixed' }) ageGroup: AgeGroup;
  /** What its own people call it; null where the age group says enough. */
  @TextColumn({ nullable: true }) name: string | null;
  @CountColumn() ageFromMonths: number;
  @CountColumn() ageToMonths: number;
  /** The first day on which it no longer receives children. */
  @DayColumn({ nullable: true }) closedFrom: Day | null;
}

/** Opening hours by weekday between two dates; `to` null until others begin. A weekday without hours is closed. */
@Entity('opening_hours')
export class OpeningHours {
  @IdColumn() id: Id;
  @OwnColumn(() => Provider) providerId: Id;
  @DayColumn() from: Day;
  @DayColumn({ nullable: true }) to: Day | null;
  @JsonColumn() week: OpeningWeek;
}

/** Seats of a section for each weekday half-day between two dates; `to` null until the next one begins. */
@Entity('capacity')
export class Capacity {
  @IdColumn() id: Id;
  @OwnColumn(() => Section) sectionId: Id;
  @DayColumn() from: Day;
  @DayColumn({ nullable: true }) to: Day | null;
  @JsonColumn() seats: Partial<Record<Slot, number>>;
}

@Entity('closing_period')
export class ClosingPeriod {
  @IdColumn() id: Id;
  @OwnColumn(() => Provider) providerId: Id;
  @DayColumn() from: Day;
  @DayColumn() to: Day;
  @TextColumn() reason: string;
  /** Whether it closes on these days every year from then on. */
  @FlagColumn({ default: false }) yearly: boolean;
}

/**
 * Places garanties: what an establishment guarantees to families in insertion from a day on, as its manager set it. A
 * row is never changed: a later row replaces it.
 */
@Entity('insertion_guarantee')
export class InsertionGuarantee {
  @IdColumn() id: Id;
  @OwnColumn(() => Provider) providerId: Id;
  @DayColumn() from: Day;
  @CountColumn() places: number;
  @CodeColumn() way: GuaranteeWay;
  @TextColumn({ nullable: true }) reason: string | null;
  /** Children of such families who hold a place there but have no dossier here. */
  @CountColumn() otherChildren: number;
  @InstantColumn() setAt: Instant;
  @CodeColumn() setBy: string;
}

/**
 * Places réservées: seats of a section that only the children of an owner may hold, until they are released. A change
 * ends the row the day before and writes another; the history of the provider keeps who did so.
 */
@Entity('reserved_places')
export class ReservedPlaces {
  @IdColumn() id: Id;
  @OwnColumn(() => Section) sectionId: Id;
  @CodeColumn() ownerKind: OwnerKind;
  @RefColumn({ nullable: true }) communeCode: string | null;
  @TextColumn({ nullable: true }) employer: string | null;
  @DayColumn() from: Day;
  /** Last day; null for no end known. */
  @DayColumn({ nullable: true }) to: Day | null;
  /** The half-days on which they are reserved. */
  @CountColumn() slots: SlotMask;
  @CountColumn() places: number;
  /** From this day on, what is not held may be given to anybody. */
  @DayColumn({ nullable: true }) releaseOn: Day | null;
}

/**
 * What somebody changed of a provider, from which day on. A row is never rewritten. It is the history, and it also
 * carries what is to come: `pending` until the rows of the provider say it themselves.
 */
@Entity('provider_change')
export class ProviderChange {
  @IdColumn() id: Id;
  @OwnColumn(() => Provider) providerId: Id;
  @OwnColumn(() => Section, { nullable: true }) sectionId: Id | null;
  @CodeColumn() act: ProviderAct;
  @DayColumn() from: Day;
  @JsonColumn() facts: ChangedFacts;
  /** Why, where a reason is asked for: a closing, and what touches a promise. */
  @TextColumn({ nullable: true }) reason: string | null;
  /** How many promises somebody confirmed that it touches. */
  @CountColumn({ default: 0 }) promisesTouched: number;
  @FlagColumn() pending: boolean;
  /** When a change to come was taken back: its day never came. */
  @InstantColumn({ nullable: true }) takenBackAt: Instant | null;
  @InstantColumn() recordedAt: Instant;
  @CodeColumn() recordedBy: string;
}
