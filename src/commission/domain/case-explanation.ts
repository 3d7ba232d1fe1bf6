import { wishesOf, type Claim, type Explanations, type Instance, type Miss, type MissCode, type Places } from '../../admission/domain/index.js';
import type { Id } from '../../kernel/ids.js';
import type { Slot, SlotMask } from '../../kernel/week-schedule.js';
import { maskOfNames, slotOfName } from './periods.js';

/** Why one wish was not obtained, in what a page can say: no half-day of a period, no other child. */
export interface CaseMiss {
  readonly code: MissCode;
  readonly at: string;
  readonly section: string;
  /** The first half-day without room. */
  readonly slot: Slot | null;
  /** Children who hold that half-day and stand before this one. */
  readonly taken: number | null;
  /** Points of the last of them. */
  readonly cutOff: number | null;
  readonly points: number | null;
  /** 0: the tie-break decided. */
  readonly missing: number | null;
  /** Without these half-days the rest of the week would have fitted. */
  readonly without: SlotMask;
}

export interface CaseExplanation {
  readonly misses: readonly CaseMiss[];
  /** Wishes that the family could rightly claim. */
  readonly claims: readonly { readonly at: string; readonly section: string }[];
  /** Establishments it did not name and that would have taken the child. */
  readonly wouldHaveTaken: readonly string[];
}

/** An outcome, with the explanations of the family in question. */
export interface ExplainedOutcome {
  readonly instance: Instance;
  readonly places: Places;
  readonly claims: readonly Claim[];
  readonly explanations: Explanations;
}

const keyOf = ({ at, section }: { at: string; section: string }): string => `${at} ${section}`;

function firstOfEach<T extends { at: string; section: string }>(list: readonly T[]): T[] {
  const seen = new Set<string>();
  return list.filter((one) => seen.size < seen.add(keyOf(one)).size);
}

function told({ code, at, section, slot, taken, cutOff, points, missing, without }: Miss): CaseMiss {
  return { code, at, section, slot: slot === null ? null : slotOfName(slot), taken, cutOff, points, missing, without: maskOfNames(without) };
}

/** One line per establishment and section: of shorter weeks and combinations with brothers and sisters, the first says enough. */
export function explain({ instance, explanations, claims }: ExplainedOutcome, family: Id, child: Id): CaseExplanation {
  const index = instance.families[family]!.children.indexOf(child);
  const wishes = wishesOf(instance, family);
  const placeIn = (wish: number) => wishes[wish]![index]!;
  const asked = wishes.flatMap((tuple, wish) => (tuple[index] ? [{ wish, at: tuple[index].at, section: tuple[index].section }] : []));
  const isOnly = instance.families[family]!.children.length === 1;
  // Which of brothers and sisters had no room is only seen wish by wish.
  const missed = explanations.misses(family, (isOnly ? firstOfEach(asked) : asked).map(({ wish }) => wish));
  const own = missed.filter((miss) => miss.child === child).map(told);
  // Where it was a brother or sister who had no room, this child has no half-day of its own to show.
  const others = missed.filter((miss) => miss.child !== child).map(({ wish }): CaseMiss => {
    const { at, section } = placeIn(wish);
    return { code: 'SIBLINGS', at, section, slot: null, taken: null, cutOff: null, points: null, missing: null, without: 0 };
  });
  const claimed = claims.filter((claim) => claim.family === family).map(({ wish }) => placeIn(wish)).filter((place) => place !== null);
  return {
    misses: firstOfEach([...own, ...others]), claims: firstOfEach(claimed).map(({ at, section }) => ({ at, section })),
    wouldHaveTaken: [...new Set(explanations.wouldHaveTaken(family))],
  };
}
