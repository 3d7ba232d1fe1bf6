import { refuse, type Refusal } from '../../../foundation/kernel/refusal.js';
import { addDays, isoWeekday, mondayOf, type Day } from '../../../foundation/kernel/time.js';
import { SLOTS, type Slot, type SlotMask } from '../../../foundation/kernel/week-schedule.js';
import {
  declarePlaces,
  orderOf,
  placesChanges,
  type DatedPlaces,
  type DraftMove,
  type NumberedMove,
} from './draft-moves.js';

/** Seats of one section on one half-day of one day. */
export interface SeatCount {
  readonly places: number;
  readonly held: number;
  /** Seats that nobody holds and that are not free: kept for an owner, or outside hours to come. */
  readonly kept: number;
}
/** By `day/half` (half 0: morning). A half-day without a place is absent. */
export type SeatCounts = ReadonlyMap<string, SeatCount>;

export interface SectionFacts {
  readonly id: string;
  /** The first day on which it receives nobody any more. */
  readonly closedFrom: Day | null;
  /** Oldest first. */
  readonly capacities: readonly DatedPlaces[];
  readonly seats: SeatCounts;
}

/** A part of the place of a child, as the ledger holds it. */
export interface Stay {
  /** Id of its placement. */
  readonly id: string;
  /** Which parts are of one place. */
  readonly place: string;
  readonly sectionId: string;
  readonly from: Day;
  /** Last day held. */
  readonly to: Day;
  /** Last day of the whole path; null when the place is held to its end. */
  readonly pathTo: Day | null;
  readonly slots: SlotMask;
  readonly birth: Day | null;
}

/** The year of an establishment as the ledger has it, and the rules by which its children move. */
export interface YearFacts {
  readonly today: Day;
  readonly monday: Day;
  readonly lastDay: Day;
  readonly sections: readonly SectionFacts[];
  readonly stays: readonly Stay[];
  /** The sections in which a child is expected after its stay, which nobody has confirmed. */
  readonly stepsOf: (stay: Stay) => readonly Omit<Claim, 'slots'>[];
  /** Those of the children to whom a place is offered. */
  readonly offeredSteps: readonly Claim[];
  /** The last day that a child holds in a section that it enters on a day, on a path until `last`. */
  readonly heldUntil: (sectionId: string, birth: Day, from: Day, last: Day) => Day;
  /** Whether a child has the age of a section on a day. */
  readonly suits: (sectionId: string, birth: Day, day: Day) => boolean;
  /** Whether a section receives children on a day. */
  readonly isOpen: (sectionId: string, day: Day) => boolean;
  /** Whether nobody comes on a day, whatever the places: a closing period or a public holiday. */
  readonly isOff: (sectionId: string, day: Day) => boolean;
}

export interface WhatIf {
  readonly seats: ReadonlyMap<string, SeatCounts>;
  readonly stays: readonly Stay[];
  /** Why a move has no effect any more, by its number: reality has changed since it was written. */
  readonly stale: ReadonlyMap<number, Refusal>;
  /** Why a move that is shown could not be adopted, by its number. */
  readonly doubts: ReadonlyMap<number, Refusal>;
  /** The half-days that children of moves would hold, by the number of the move. */
  readonly claims: ReadonlyMap<number, MovedClaim>;
  /** The sections that are counted with another, from which day on. */
  readonly joined: readonly Joined[];
  /** From which day on up to 115 % are received at once, or no longer, the first first. */
  readonly overbooking: readonly Overbooking[];
}

export type Overbooking = Pick<Extract<DraftMove, { kind: 'overbooking' }>, 'allowed'> & { readonly from: Day };

export type Joined = Pick<Extract<DraftMove, { kind: 'join' }>, 'sectionId' | 'intoId' | 'from'>;

/** What a move makes children hold. */
export interface Claim {
  readonly sectionId: string;
  readonly slots: SlotMask;
  readonly from: Day;
  readonly to: Day;
}

/** What a move makes so many children hold. */
export interface MovedClaim extends Claim {
  readonly count: number;
}

/** Days from `from` to `to` of a year, with the keys of the half-days of some slots on each. */
export function* halfDayKeys(
  { monday, lastDay }: Pick<YearFacts, 'monday' | 'lastDay'>,
  { slots, from, to }: Pick<Claim, 'slots' | 'from' | 'to'>,
): Generator<string> {
  const [first, last] = [from > monday ? from : monday, to < lastDay ? to : lastDay];
  const weekdays = [0, 1, 2, 3, 4, 5, 6].filter((weekday) => (slots & (0b11 << (2 * weekday))) !== 0);
  for (let week = mondayOf(first); week <= last; week = addDays(week, 7))
    for (const weekday of weekdays) {
      const day = addDays(week, weekday);
      if (day < first || day > last) continue;
      if ((slots & (1 << (2 * weekday))) !== 0) yield `${day}/0`;
      if ((slots & (1 << (2 * weekday + 1))) !== 0) yield `${day}/1`;
    }
}

const EVERY_SLOT: SlotMask = 2 ** SLOTS.length - 1;
/** The weekday half-day of `day/half`. */
export const slotOfKey = (key: string): Slot => SLOTS[(isoWeekday(key.slice(0, 10)) - 1) * 2 + Number(key.at(-1))]!;

/** The seats of an establishment while moves take effect one after the other. */
class Trial {
  readonly seats: Map<string, Map<string, SeatCount>>;
  readonly stale = new Map<number, Refusal>();
  readonly doubts = new Map<number, Refusal>();
  readonly claims = new Map<number, MovedClaim>();
  readonly joined: Joined[] = [];
  overbooking: readonly Overbooking[] = [];
  stays: Stay[];
  private readonly capacities: Map<string, readonly DatedPlaces[]>;

  constructor(private readonly facts: YearFacts) {
    this.seats = new Map(facts.sections.map(({ id, seats }) => [id, new Map(seats)]));
    this.capacities = new Map(facts.sections.map(({ id, capacities }) => [id, capacities]));
    this.stays = [...facts.stays];
  }

  make(move: NumberedMove): void {
    const refusal = this.judge(move);
    if (refusal) this.stale.set(move.number, refusal);
    else this.apply(move);
  }

  private judge(move: DraftMove): Refusal | null {
    if (move.kind === 'leave') return this.judgeStay(move.placementId, move.lastDay, 'leave');
    if (move.from && move.from < this.facts.today) return refuse('yearDraft.past', { day: move.from });
    if (move.kind === 'close' || move.kind === 'overbooking') return null;
    const closed = this.judgeSection(move.sectionId, move.from);
    if (closed) return closed;
    if (move.kind === 'section') return this.judgeStay(move.placementId, move.from, 'section', move.sectionId);
    return move.kind === 'join' ? this.judgeSection(move.intoId, move.from) : null;
  }

  private judgeSection(sectionId: string, day: Day): Refusal | null {
    const section = this.facts.sections.find(({ id }) => id === sectionId);
    return !section || (section.closedFrom !== null && section.closedFrom <= day)
      ? refuse('yearDraft.noSection')
      : null;
  }

  private judgeStay(id: string, day: Day, kind: 'leave' | 'section', sectionId?: string): Refusal | null {
    const stay = this.stays.find((one) => one.id === id);
    if (!stay) return refuse('yearDraft.gone');
    if (day < this.facts.today) return refuse('yearDraft.past', { day });
    if (sectionId === stay.sectionId) return refuse('yearDraft.sameSection');
    const first = kind === 'leave' ? stay.from : addDays(stay.from, 1);
    const last = lastDayOf(stay);
    return day < first || day > last ? refuse('yearDraft.outside', { from: first, to: last }) : null;
  }

  private apply(move: NumberedMove): void {
    switch (move.kind) {
      case 'overbooking':
        this.overbooking = [...this.overbooking, { allowed: move.allowed, from: move.from ?? this.facts.today }].sort(
          (a, b) => a.from.localeCompare(b.from),
        );
        return;
      case 'leave':
        return this.leave(
          this.stays.find(({ id }) => id === move.placementId)!,
          move.lastDay,
        );
      case 'section':
        return this.moveStay(
          move.number,
          this.stays.find(({ id }) => id === move.placementId)!,
          move.sectionId,
          move.from,
        );
      case 'children': {
        const { sectionId, slots, from, count } = move;
        const claim = { sectionId, slots, from, to: this.facts.lastDay };
        this.hold(claim, count);
        this.claims.set(move.number, { ...claim, count });
        return;
      }
      case 'close':
      case 'seats':
        for (const { id, closedFrom } of this.facts.sections)
          for (const change of placesChanges(move, id, this.capacities.get(id)!, closedFrom))
            this.changePlaces(id, closedFrom, change);
        return;
      case 'join':
        return this.join(move);
    }
  }

  private leave(stay: Stay, lastDay: Day): void {
    for (const part of this.stays.filter(({ place, from }) => place === stay.place && from > stay.from))
      this.hold(part, -1);
    if (lastDay < stay.to) this.hold({ ...stay, from: addDays(lastDay, 1) }, -1);
    this.stays = this.stays
      .filter(({ place, from }) => place !== stay.place || from <= stay.from)
      .map((one) =>
        one.id !== stay.id
          ? one
          : lastDay <= stay.to
            ? { ...one, to: lastDay, pathTo: null }
            : { ...one, pathTo: lastDay },
      );
  }

  private moveStay(number: number, stay: Stay, sectionId: string, from: Day): void {
    const { birth, pathTo, to } = stay;
    const doubt =
      birth !== null && !this.facts.suits(sectionId, birth, from)
        ? refuse('placement.age', { from })
        : this.facts.isOpen(sectionId, from)
          ? null
          : refuse('yearDraft.closedDay', { day: from });
    if (doubt) this.doubts.set(number, doubt);
    const held = pathTo !== null && birth ? this.facts.heldUntil(sectionId, birth, from, pathTo) : lastDayOf(stay);
    // A child whose path is only expected stays in its section, and holds it, until the day on which it moves. Days that
    // are past are held by nobody any more.
    const stays = from > addDays(to, 1) && from > this.facts.today;
    if (stays) this.hold({ ...stay, from: addDays(to, 1), to: addDays(from, -1) }, 1);
    else if (from <= to) this.hold({ ...stay, from }, -1);
    const moved = { ...stay, id: `${stay.id}/${number}`, sectionId, from, to: held };
    this.hold(moved, 1);
    this.claims.set(number, { sectionId, slots: stay.slots, from, to: held, count: 1 });
    this.stays = [
      ...this.stays.map((one) =>
        one.id === stay.id ? { ...one, to: stays || from <= to ? addDays(from, -1) : to, pathTo: null } : one,
      ),
      moved,
    ];
  }

  private hold(claim: Claim, count: number): void {
    const seats = this.seats.get(claim.sectionId);
    if (!seats) return;
    for (const key of halfDayKeys(this.facts, claim)) {
      const there = seats.get(key) ?? { places: 0, held: 0, kept: 0 };
      seats.set(key, { ...there, held: there.held + count });
    }
  }

  private changePlaces(
    sectionId: string,
    closedFrom: Day | null,
    change: { from: Day; seats: DatedPlaces['seats'] },
  ): void {
    const rows = declarePlaces(this.capacities.get(sectionId)!, change);
    this.capacities.set(sectionId, rows);
    const to = rows.find((row) => row.from === change.from)!.to ?? this.facts.lastDay;
    const last = closedFrom !== null && to >= closedFrom ? addDays(closedFrom, -1) : to;
    const seats = this.seats.get(sectionId)!;
    for (const key of halfDayKeys(this.facts, { slots: EVERY_SLOT, from: change.from, to: last })) {
      const places = change.seats[slotOfKey(key)] ?? 0;
      const there = seats.get(key) ?? { places: 0, held: 0, kept: 0 };
      if (places === 0 && there.held === 0) seats.delete(key);
      else seats.set(key, { ...there, places });
    }
  }

  private join(join: Joined): void {
    const { sectionId, intoId, from } = join;
    this.joined.push(join);
    const [seats, into] = [this.seats.get(sectionId)!, this.seats.get(intoId)!];
    for (const key of halfDayKeys(this.facts, { slots: EVERY_SLOT, from, to: this.facts.lastDay })) {
      const own = seats.get(key);
      if (!own) continue;
      const there = into.get(key) ?? { places: 0, held: 0, kept: 0 };
      into.set(key, { places: there.places + own.places, held: there.held + own.held, kept: there.kept + own.kept });
      seats.delete(key);
    }
    for (const [number, claim] of this.claims)
      if (claim.sectionId === sectionId && claim.to >= from) this.claims.set(number, { ...claim, sectionId: intoId });
  }
}

/** The last day on which a child is expected in the establishment. */
export const lastDayOf = ({ to, pathTo }: Stay): Day => (pathTo !== null && pathTo > to ? pathTo : to);

/** The free seats of a half-day; below zero, that many children have none. */
export const freeOf = ({ places, held, kept }: SeatCount): number => places - held - kept;

/** The free seats of a section on each half-day on which it is open, by `day/half`. */
export const freeSeats = (seats: SeatCounts): Map<string, number> =>
  new Map([...seats].filter(([, { places }]) => places > 0).map(([key, one]) => [key, freeOf(one)]));

/** What an establishment's year would be if moves were made. Those that no longer apply are named, and have no effect. */
export function tryMoves(facts: YearFacts, moves: readonly NumberedMove[]): WhatIf {
  const trial = new Trial(facts);
  for (const move of orderOf(facts.sections, moves)) trial.make(move);
  return trial;
}
