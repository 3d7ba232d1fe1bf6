import { covers, type Period } from '../../../foundation/kernel/period.js';
import { addDays, type Day } from '../../../foundation/kernel/time.js';
import { maskToSlots, SLOTS, type Slot, type SlotMask } from '../../../foundation/kernel/week-schedule.js';

/** What a director tries out. Days are included; a section is named by its id, a child by the id of its placement. */
export type DraftMove =
  | { readonly kind: 'section'; readonly placementId: string; readonly sectionId: string; readonly from: Day }
  | { readonly kind: 'leave'; readonly placementId: string; readonly lastDay: Day }
  | {
      readonly kind: 'children';
      readonly sectionId: string;
      readonly count: number;
      readonly slots: SlotMask;
      readonly from: Day;
    }
  | { readonly kind: 'close'; readonly slots: SlotMask; readonly from: Day; readonly to: Day | null }
  | {
      readonly kind: 'seats';
      readonly sectionId: string;
      readonly slots: SlotMask;
      readonly places: number;
      readonly from: Day;
    }
  /** The children and the seats of one section are counted with those of another. */
  | { readonly kind: 'join'; readonly sectionId: string; readonly intoId: string; readonly from: Day }
  /**
   * Whether up to 115 % may be received at once (CSP R2324-27), from a day on. Drafts from before it was dated have no
   * day: then it holds at once.
   */
  | { readonly kind: 'overbooking'; readonly allowed: boolean; readonly from?: Day };

export type MoveKind = DraftMove['kind'];
export const MOVE_KINDS = [
  'section',
  'leave',
  'children',
  'close',
  'seats',
  'join',
  'overbooking',
] as const satisfies readonly MoveKind[];

/** A move of a draft, by a number that it keeps. */
export type NumberedMove = DraftMove & { readonly number: number };

/** Places of a section during some days: as `Capacity` of supply, oldest first in a list. */
export interface DatedPlaces extends Period {
  readonly seats: Partial<Record<Slot, number>>;
}

/** Places that a section is given from a day on, until the next change that is declared. */
export interface PlacesChange {
  readonly from: Day;
  readonly seats: Partial<Record<Slot, number>>;
}

const placesOn = (rows: readonly DatedPlaces[], day: Day): PlacesChange['seats'] =>
  rows.findLast((row) => covers(row, day))?.seats ?? {};

function withPlaces(seats: PlacesChange['seats'], slots: SlotMask, places: number): PlacesChange['seats'] {
  const changed = { ...seats };
  for (const slot of maskToSlots(slots)) {
    if (places === 0) delete changed[slot];
    else changed[slot] = places;
  }
  return changed;
}

/** The half-days of some on which a section has places at a day. */
const openSlots = (rows: readonly DatedPlaces[], slots: SlotMask, day: Day): Slot[] =>
  maskToSlots(slots).filter((slot) => (placesOn(rows, day)[slot] ?? 0) > 0);

/**
 * The changes of the places of one section that a move comes to, in the order in which they are declared.
 * @param rows the places of the section, oldest first
 * @param closedFrom the first day on which the section receives nobody any more
 */
export function placesChanges(
  move: DraftMove,
  sectionId: string,
  rows: readonly DatedPlaces[],
  closedFrom: Day | null,
): PlacesChange[] {
  const isOpen = (day: Day): boolean => closedFrom === null || day < closedFrom;
  if (move.kind === 'seats' && move.sectionId === sectionId && isOpen(move.from))
    return [{ from: move.from, seats: withPlaces(placesOn(rows, move.from), move.slots, move.places) }];
  if (move.kind !== 'close') return [];
  const { slots, from, to } = move;
  const begins = rows.map((row) => row.from).filter((day) => day > from && (to === null || day <= to));
  const days = [from, ...begins].filter((day) => isOpen(day) && openSlots(rows, slots, day).length > 0);
  const after = to === null || days.length === 0 ? null : addDays(to, 1);
  // The places that come back are declared first: the closing then ends the day before them.
  const back =
    after !== null && isOpen(after) && !rows.some((row) => row.from === after)
      ? [{ from: after, seats: placesOn(rows, after) }]
      : [];
  return [...back, ...days.map((day) => ({ from: day, seats: withPlaces(placesOn(rows, day), slots, 0) }))];
}

/**
 * The places of a section that another joins: its own and those of the other, from the day on, at each change of
 * either.
 * @param closedFrom the first day on which the receiving section receives nobody any more
 */
export function joinedPlaces(
  into: readonly DatedPlaces[],
  other: readonly DatedPlaces[],
  from: Day,
  closedFrom: Day | null,
): PlacesChange[] {
  const changes = [...into, ...other].flatMap((row) => [row.from, ...(row.to === null ? [] : [addDays(row.to, 1)])]);
  const days = [...new Set([from, ...changes.filter((day) => day > from)])].sort();
  return days
    .filter((day) => closedFrom === null || day < closedFrom)
    .map((day) => ({ from: day, seats: addedPlaces(placesOn(into, day), placesOn(other, day)) }));
}

const addedPlaces = (one: PlacesChange['seats'], other: PlacesChange['seats']): PlacesChange['seats'] =>
  Object.fromEntries(
    SLOTS.map((slot) => [slot, (one[slot] ?? 0) + (other[slot] ?? 0)] as const).filter(([, places]) => places > 0),
  );

/** No place from a day on, at each change that was declared for later. */
const noPlaces = (rows: readonly DatedPlaces[], from: Day): PlacesChange[] =>
  [from, ...rows.map((row) => row.from).filter((day) => day > from)].map((day) => ({ from: day, seats: {} }));

/** The places of a section once a change is declared: it holds until the next one. */
export function declarePlaces(rows: readonly DatedPlaces[], { from, seats }: PlacesChange): DatedPlaces[] {
  const next = rows.find((row) => row.from > from);
  const changed = { from, to: next ? addDays(next.from, -1) : null, seats };
  const kept = rows
    .filter((row) => row.from !== from)
    .map((row) => (row.from < from && (row.to === null || row.to >= from) ? { ...row, to: addDays(from, -1) } : row));
  return [...kept, changed].sort((a, b) => a.from.localeCompare(b.from));
}

const RANKS: Record<MoveKind, number> = {
  overbooking: 0,
  leave: 1,
  seats: 2,
  section: 3,
  close: 5,
  children: 6,
  join: 7,
};

/** Of a rule that allows less: it is judged once the seats are as the moves leave them. */
const LAST_RANK = 8;

/**
 * The order in which moves take effect, whatever the order in which they were written: seats come free or are added
 * before a child needs them, and are taken away once it has left them.
 * @param takesAway whether a change of seats leaves fewer of them on some half-day
 */
function inOrder<Move extends DraftMove>(moves: readonly Move[], takesAway: (move: Move) => boolean): Move[] {
  const rankOf = (move: Move): number => {
    if (move.kind === 'overbooking' && !move.allowed) return LAST_RANK;
    return move.kind === 'seats' && takesAway(move) ? 4 : RANKS[move.kind];
  };
  const dayOf = (move: DraftMove): Day =>
    move.kind === 'overbooking' ? (move.from ?? '') : move.kind === 'leave' ? move.lastDay : move.from;
  return [...moves].sort((a, b) => rankOf(a) - rankOf(b) || dayOf(a).localeCompare(dayOf(b)));
}

/** Whether a change of seats leaves fewer of them than there are on some half-day of its day. */
const takesSeatsAway = (move: DraftMove, rows: readonly DatedPlaces[]): boolean =>
  move.kind === 'seats' && maskToSlots(move.slots).some((slot) => move.places < (placesOn(rows, move.from)[slot] ?? 0));

/** What adopting one move declares. */
export interface Declaration<Move extends DraftMove> {
  readonly move: Move;
  /** The changes of places that it comes to, in order. */
  readonly places: readonly (PlacesChange & { readonly sectionId: string })[];
  /** Places that are given up once the children have left them, in order: those of a section that joins another. */
  readonly givenUp: readonly (PlacesChange & { readonly sectionId: string })[];
}

/** A section whose places moves change. */
export interface PlacesOfSection {
  readonly id: string;
  readonly capacities: readonly DatedPlaces[];
  readonly closedFrom: Day | null;
}

/** The order in which moves take effect, given the places that there are. */
export const orderOf = <Move extends DraftMove>(
  sections: readonly Pick<PlacesOfSection, 'id' | 'capacities'>[],
  moves: readonly Move[],
): Move[] =>
  inOrder(moves, (move) =>
    sections.some(
      ({ id, capacities }) => move.kind === 'seats' && move.sectionId === id && takesSeatsAway(move, capacities),
    ),
  );

/** What adopting a draft declares, in the order in which it is declared. Moves that are only tried out are left out. */
export function declarationsOf<Move extends DraftMove>(
  sections: readonly PlacesOfSection[],
  moves: readonly Move[],
): Declaration<Move>[] {
  const rows = new Map(sections.map(({ id, capacities }) => [id, capacities]));
  const declare = (sectionId: string, changes: readonly PlacesChange[]): Declaration<Move>['places'] => {
    for (const change of changes) rows.set(sectionId, declarePlaces(rows.get(sectionId) ?? [], change));
    return changes.map((change) => ({ ...change, sectionId }));
  };
  return orderOf(sections, moves.filter(isDeclared)).map((move) => {
    if (move.kind !== 'join') {
      const places = sections.flatMap(({ id, closedFrom }) =>
        declare(id, placesChanges(move, id, rows.get(id)!, closedFrom)),
      );
      return { move, places, givenUp: [] };
    }
    const { sectionId, intoId, from } = move;
    const [own, into] = [rows.get(sectionId) ?? [], rows.get(intoId) ?? []];
    const closedFrom = sections.find(({ id }) => id === intoId)?.closedFrom ?? null;
    return {
      move,
      places: declare(intoId, joinedPlaces(into, own, from, closedFrom)),
      givenUp: declare(sectionId, noPlaces(own, from)),
    };
  });
}

/** Whether adopting a draft can declare this move. The others are only tried out. */
export const isDeclared = ({ kind }: DraftMove): boolean => kind !== 'children';
