import type { Id } from '../../../foundation/kernel/ids.js';
import type { Day } from '../../../foundation/kernel/time.js';
import type { SlotMask } from '../../../foundation/kernel/week-schedule.js';
import type { FreeSeats } from '../../../places/placement/domain/index.js';
import type { FigureRows } from './figure-rows.js';
import type { ZoneFacts, ZoneMeasures } from './zone-measures.js';

/** A commune, or several taken as one, with what is measured of it. */
export interface MeasuredZone {
  readonly facts: ZoneFacts;
  readonly measures: ZoneMeasures;
}

/** A nursery that is open today. */
export interface StandingNursery {
  readonly id: Id;
  readonly communeCode: string;
  /** Ids of its sections, closed ones too. */
  readonly sections: readonly Id[];
}

interface StandingWish {
  readonly mode: string;
  /** Null: any provider of this mode. */
  readonly providerId: Id | null;
  /** Null: in any commune. */
  readonly communeCode: string | null;
}

/** A child for whom its family still waits for a place. */
export interface WaitingChild {
  readonly dossierId: Id;
  /** INSEE code of the residence; null outside the territory. */
  readonly communeCode: string | null;
  /** The birth, or the day on which it is due. Null: nobody has said it. */
  readonly birth: Day | null;
  /** Null: no day is wanted. */
  readonly wantedFrom: Day | null;
  /** The last day on which its family would take a place: the wanted day, where it said no later one. */
  readonly until: Day | null;
  readonly wishes: readonly StandingWish[];
  /** The half-days that it still lacks; none while nobody has said which. */
  readonly lacks: SlotMask;
}

/** What stands today, read for the figures that count it. */
export interface Standing {
  readonly today: Day;
  readonly nurseries: readonly StandingNursery[];
  /** INSEE codes of the territory, in the order of the page. */
  readonly communes: readonly string[];
  readonly zones: () => Promise<FigureRows<MeasuredZone>>;
  /**
   * The children for whom a family waits: of open requests that no offer is out for, less those that hold all they asked
   * for and those that have a place and wish for another one.
   */
  readonly waiting: () => Promise<readonly WaitingChild[]>;
  /** The sections of a nursery that a child suits on a day. */
  readonly sectionsFor: (nursery: Id, birth: Day, on: Day) => readonly Id[];
  /** The free seats of a section from today on. @param to the last day that is read */
  readonly seatsOf: (sectionId: Id, to: Day) => Promise<FreeSeats>;
  /** The same on days on which it receives children, less the seats of those who are expected from another section. */
  readonly seatsToCome: (sectionId: Id, to: Day) => Promise<FreeSeats>;
  /** The last day on which a child that enters a section on a day would hold a seat there. */
  readonly stayEnds: (sectionId: Id, birth: Day, from: Day) => Day;
}

/** Whether a wish of the child is for this nursery, by name or by its kind and commune. */
export const wishesFor = ({ wishes }: WaitingChild, { id, communeCode }: StandingNursery): boolean =>
  wishes.some((wish) =>
    wish.providerId === null
      ? wish.mode === 'establishment' && (wish.communeCode ?? communeCode) === communeCode
      : wish.providerId === id,
  );

/** Rows of nurseries added up by commune and for the territory. */
export function withSums<Facts>(
  nurseries: readonly StandingNursery[],
  rows: ReadonlyMap<Id, Facts>,
  add: (facts: readonly Facts[]) => Facts,
): FigureRows<Facts> {
  const communes = [...new Set(nurseries.map(({ communeCode }) => communeCode))].sort();
  const of = (communeCode: string): Facts[] =>
    nurseries.filter((nursery) => nursery.communeCode === communeCode).map(({ id }) => rows.get(id)!);
  return {
    nursery: rows,
    commune: new Map(communes.map((code) => [code, add(of(code))])),
    whole: add([...rows.values()]),
  };
}
