import type { Id } from '../../../foundation/kernel/ids.js';
import type { Instant } from '../../../foundation/kernel/time.js';

interface PastOffer {
  readonly candidacyId: Id | null;
  readonly state: string;
  readonly madeAt: Instant;
}

/** What gave way to an offer that has ended: offers that it replaced, and admissions while one of them was open. */
export interface GivenWay {
  /** The cases whose offers were replaced, one after the other, until the last one. */
  readonly replaced: readonly Id[];
  /** An admission that gave way since then gave way to one of these offers. */
  readonly since: Instant;
}

/**
 * Whether an admission gives way to a live offer: a family has one open offer at a time, and only a wish that it ranks
 * higher replaces it (domain.md §5).
 * @param live the rank of the wish that is offered; 1 is the best
 * @param admitted the rank of the wish that a session grants
 */
export const givesWay = (live: number, admitted: number): boolean => live <= admitted;

/**
 * @param offers every offer of a request, in the order in which they were made; the last one has ended
 * @returns null when it had none
 */
export function givenWayTo(offers: readonly PastOffer[]): GivenWay | null {
  const last = offers.at(-1);
  if (!last) return null;
  const chain = replacedBefore(offers.slice(0, -1));
  return { replaced: chain.flatMap(({ candidacyId }) => candidacyId ?? []), since: (chain[0] ?? last).madeAt };
}

/** Of the offers that a request had before one, those that gave way until it was made, one after the other. */
export const replacedBefore = <Past extends Pick<PastOffer, 'state'>>(before: readonly Past[]): readonly Past[] =>
  before.slice(before.findLastIndex(({ state }) => state !== 'replaced') + 1);
