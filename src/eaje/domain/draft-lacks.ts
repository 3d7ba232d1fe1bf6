import type { Day } from '../../kernel/time.js';
import { EVERY_SLOT, freeOf, halfDayKeys, type SeatCounts, type Stay, type WhatIf, type YearFacts } from './what-if.js';

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

/** What a draft would make go wrong. Half-days that are already wrong today count too where the draft touches them. */
export interface DraftLacks {
  readonly overfull: readonly Overfull[];
  /** Children of a move without a seat, by the number of the move. */
  readonly unseated: ReadonlyMap<number, BadHalfDays & { readonly closed: boolean }>;
  /** Children who hold half-days that would be closed. */
  readonly broken: readonly (BadHalfDays & { readonly stay: Stay })[];
}

const badOnes = (keys: Iterable<string>, isBad: (key: string) => boolean): BadHalfDays | null => {
  const bad = [...keys].filter(isBad);
  return bad.length === 0 ? null : { count: bad.length, first: bad[0]! };
};

export function findLacks(facts: YearFacts, tried: WhatIf): DraftLacks {
  const before = new Map(facts.sections.map(({ id, seats }) => [id, seats]));
  const seatsOf = (sectionId: string): SeatCounts => tried.seats.get(sectionId) ?? new Map();
  const freeAt = (sectionId: string, key: string): number => {
    const there = seatsOf(sectionId).get(key);
    return there && there.places > 0 ? freeOf(there) : 0;
  };
  const isClosed = (sectionId: string, key: string): boolean => (seatsOf(sectionId).get(key)?.places ?? 0) === 0;
  const everyDay = { slots: EVERY_SLOT, from: facts.monday, to: facts.lastDay };

  const overfull = facts.sections.flatMap(({ id }) => {
    const short = [...halfDayKeys(facts, everyDay)]
      .map((key) => ({ key, missing: -freeAt(id, key) }))
      .filter(({ missing }) => missing > 0);
    return short.length === 0
      ? []
      : [
          {
            sectionId: id,
            count: short.length,
            first: short[0]!.key,
            most: Math.max(...short.map(({ missing }) => missing)),
          },
        ];
  });

  const unseated = new Map(
    [...tried.claims].flatMap(([number, claim]) => {
      const { sectionId } = claim;
      const found = badOnes(halfDayKeys(facts, claim), (key) => isClosed(sectionId, key) || freeAt(sectionId, key) < 0);
      return found ? [[number, { ...found, closed: isClosed(sectionId, found.first) }] as const] : [];
    }),
  );

  const broken = tried.stays.flatMap((stay) => {
    const found = badOnes(
      halfDayKeys(facts, stay),
      (key) => (before.get(stay.sectionId)?.get(key)?.places ?? 0) > 0 && closedBy(tried, stay, key),
    );
    return found ? [{ ...found, stay }] : [];
  });
  return { overfull, unseated, broken };
}

/** Whether no section has places on a half-day any more that a stay holds: two that are joined share them. */
const closedBy = (tried: WhatIf, { sectionId }: Stay, key: string): boolean => {
  const day: Day = key.slice(0, 10);
  const own = tried.seats.get(
    tried.joined.find((one) => one.sectionId === sectionId && one.from <= day)?.intoId ?? sectionId,
  );
  return (own?.get(key)?.places ?? 0) === 0;
};
