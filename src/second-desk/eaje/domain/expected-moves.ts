import { halfDayKeys, type Claim, type Joined, type WhatIf, type YearFacts } from './what-if.js';

/** Whether moves that nobody has confirmed count as if they were made. They hold no seat in the ledger. */
export type MovesView = 'expected' | 'confirmed';

/** How many children are expected on each half-day (`day/half`), by section. */
export type ExpectedCounts = ReadonlyMap<string, ReadonlyMap<string, number>>;

type Year = Pick<YearFacts, 'monday' | 'lastDay'>;

/** @param joined sections whose children are counted with those of another */
export function countExpected(year: Year, steps: readonly Claim[], joined: readonly Joined[] = []): ExpectedCounts {
  const counts = new Map<string, Map<string, number>>();
  for (const step of steps)
    for (const key of halfDayKeys(year, step)) {
      const sectionId = countedIn(step.sectionId, key.slice(0, 10), joined);
      const ofSection = counts.get(sectionId) ?? new Map<string, number>();
      ofSection.set(key, (ofSection.get(key) ?? 0) + 1);
      counts.set(sectionId, ofSection);
    }
  return counts;
}

/** Joins take effect one after the other, so a section may be counted with one that is itself counted elsewhere. */
const countedIn = (sectionId: string, day: string, joined: readonly Joined[]): string =>
  joined.reduce((into, one) => (one.sectionId === into && one.from <= day ? one.intoId : into), sectionId);

/** Those whom the stays that moves leave would be expected to make, and those of open offers. */
export function expectedAfter(facts: YearFacts, { stays, joined }: Pick<WhatIf, 'stays' | 'joined'>): ExpectedCounts {
  const steps = stays.flatMap((stay) => facts.stepsOf(stay).map((step) => ({ ...step, slots: stay.slots })));
  return countExpected(facts, [...steps, ...facts.offeredSteps], joined);
}

/** Free seats once expected children sit; below zero, that many have none. A half-day that is closed stays closed. */
export const lessExpected = (
  free: ReadonlyMap<string, number>,
  expected: ReadonlyMap<string, number> | undefined,
): Map<string, number> => new Map([...free].map(([key, seats]) => [key, seats - (expected?.get(key) ?? 0)]));
