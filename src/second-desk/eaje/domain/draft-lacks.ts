import { groupedBy } from '../../../foundation/kernel/grouped-by.js';
import type { Day } from '../../../foundation/kernel/time.js';
import { slotBit } from '../../../foundation/kernel/week-schedule.js';
import { freeOf, halfDayKeys, slotOfKey, type SeatCounts, type Stay, type WhatIf, type YearFacts } from './what-if.js';

/** Half-days on which something is wrong: how many, and the first of them, as `day/half`. */
export interface BadHalfDays {
  readonly count: number;
  readonly first: string;
}

/** A section in which more children would hold a half-day than there are places. */
export interface Overfull extends BadHalfDays {
  readonly sectionId: string;
  /** How many children are too many on the worst half-day. */
  readonly most: number;
}

/**
 * What a draft would make go wrong, on days on which children come. Half-days that are already wrong today count too
 * where the draft touches them.
 */
export interface DraftLacks {
  readonly overfull: readonly Overfull[];
  /** Children of a move without a seat, by the number of the move. */
  readonly unseated: ReadonlyMap<number, BadHalfDays & { readonly closed: boolean }>;
  /** How many children of moves have no seat on the worst half-day of each section, all sections together. */
  readonly childrenUnseated: number;
  /** Children who hold half-days that would be closed. */
  readonly broken: readonly (BadHalfDays & { readonly stay: Stay })[];
}

const badOnes = (keys: Iterable<string>, isBad: (key: string) => boolean): BadHalfDays | null => {
  const bad = [...keys].filter(isBad);
  return bad.length === 0 ? null : { count: bad.length, first: bad[0]! };
};

export function findLacks(facts: YearFacts, tried: WhatIf): DraftLacks {
  const seatsOf = (sectionId: string): SeatCounts => tried.seats.get(sectionId) ?? new Map();
  const isOpenOn = (sectionId: string, key: string): boolean => !facts.isOff(sectionId, key.slice(0, 10));
  const freeAt = (sectionId: string, key: string): number => {
    const there = seatsOf(sectionId).get(key);
    return there && there.places > 0 ? freeOf(there) : 0;
  };
  const isClosed = (sectionId: string, key: string): boolean => (seatsOf(sectionId).get(key)?.places ?? 0) === 0;
  const overfull = facts.sections.flatMap(({ id }) => {
    const short = [...seatsOf(id)].filter(([key, there]) => there.places > 0 && freeOf(there) < 0 && isOpenOn(id, key));
    const keys = short.map(([key]) => key).sort();
    const most = Math.max(...short.map(([, there]) => -freeOf(there)));
    return keys[0] ? [{ sectionId: id, count: keys.length, first: keys[0], most }] : [];
  });

  const unseated = new Map(
    [...tried.claims].flatMap(([number, claim]) => {
      const { sectionId } = claim;
      const found = badOnes(
        halfDayKeys(facts, claim),
        (key) => isOpenOn(sectionId, key) && (isClosed(sectionId, key) || freeAt(sectionId, key) < 0),
      );
      return found ? [[number, { ...found, closed: isClosed(sectionId, found.first) }] as const] : [];
    }),
  );

  const lost = new Map(
    facts.sections.map(({ id, seats }) => [
      id,
      [...seats.keys()]
        .filter((key) => seats.get(key)!.places > 0 && isOpenOn(id, key) && isLost(tried, id, key))
        .sort(),
    ]),
  );
  const broken = tried.stays.flatMap((stay) => {
    const found = badOnes(lost.get(stay.sectionId) ?? [], (key) => holds(stay, key));
    return found ? [{ ...found, stay }] : [];
  });
  return { overfull, unseated, childrenUnseated: countUnseated(facts, tried), broken };
}

/** Of several moves to one section, the children who are too many are the same ones: they are counted once. */
function countUnseated(facts: YearFacts, { claims, seats }: WhatIf): number {
  const without = [...groupedBy(claims.values(), ({ sectionId }) => sectionId)].map(([sectionId, there]) => {
    const asked = new Map<string, number>();
    for (const claim of there)
      for (const key of halfDayKeys(facts, claim))
        if (!facts.isOff(sectionId, key.slice(0, 10))) asked.set(key, (asked.get(key) ?? 0) + claim.count);
    return Math.max(
      0,
      ...[...asked].map(([key, count]) => {
        const seat = seats.get(sectionId)?.get(key);
        return !seat || seat.places === 0 ? count : Math.min(count, -freeOf(seat));
      }),
    );
  });
  return without.reduce((sum, count) => sum + count, 0);
}

/** Whether a section has no places on a half-day any more. Two that are joined share theirs. */
const isLost = (tried: WhatIf, sectionId: string, key: string): boolean => {
  const day: Day = key.slice(0, 10);
  const into = tried.joined.find((one) => one.sectionId === sectionId && one.from <= day)?.intoId;
  return (tried.seats.get(into ?? sectionId)?.get(key)?.places ?? 0) === 0;
};

const holds = ({ slots, from, to }: Stay, key: string): boolean => {
  const day: Day = key.slice(0, 10);
  return from <= day && day <= to && (slots & slotBit(slotOfKey(key))) !== 0;
};
