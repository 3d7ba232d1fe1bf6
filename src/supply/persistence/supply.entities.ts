import { Entity } from 'typeorm';
import type { Id } from '../../kernel/ids.js';
import type { Day, Instant, TimeOfDay } from '../../kernel/time.js';
import type { Slot } from '../../kernel/week-schedule.js';
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
} from '../../platform/database/index.js';
import type { GuaranteeWay } from '../domain/insertion-guarantee.js';
import type { MonthDay, SectionMove } from '../domain/path-settings.js';

export type ProviderKind = 'establishment' | 'childminder' | 'mam' | 'home_care';
export type EstablishmentKind =
  'multi_accueil' | 'creche_familiale' | 'micro_creche_psu' | 'micro_creche_paje' | 'jardin_enfants';

/** Mode d'accueil: any childcare offer. Establishments keep their reference id (`ma-71306`). */
@Entity('provider')
export class Provider {
  @KeyColumn() id: Id;
  @CodeColumn() kind: ProviderKind;
  @CodeColumn({ nullable: true }) establishmentKind: EstablishmentKind | null;
  @TextColumn() name: string;
  @RefColumn() communeCode: string;
  @CodeColumn({ nullable: true }) funding: 'PSU' | 'PAJE' | null;
  /** Places the authorisation allows at once (childminders: agreed places). */
  @CountColumn() authorisedCapacity: number;
  @FlagColumn() capacityAssumed: boolean;
  @CodeColumn({ nullable: true }) opensAt: TimeOfDay | null;
  @CodeColumn({ nullable: true }) closesAt: TimeOfDay | null;
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
}

/** Age group of an establishment; bounds in completed months, upper bound excluded, and they may overlap. */
@Entity('section')
export class Section {
  /** `<establishment>:<code>`, e.g. `ma-71306:babies`. */
  @KeyColumn() id: Id;
  @OwnColumn(() => Provider) providerId: Id;
  @CodeColumn() code: 'babies' | 'toddlers' | 'older' | 'mixed';
  @CountColumn() ageFromMonths: number;
  @CountColumn() ageToMonths: number;
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
