import type { Id } from '../../../foundation/kernel/ids.js';
import type { Instant } from '../../../foundation/kernel/time.js';
import { type Claim, type Instance, type Place, type Places, wishesOf } from '../../matching/index.js';
import type { DecidedColumns } from './decision-acts.js';

/**
 * Why a family could rightly claim a place. `no_fair_outcome`: the engine proved that no outcome leaves nobody a claim,
 * and no decision moved a child that competes with this family. `members`: it comes from what members decided.
 * `unproven`: neither is known, because the whole was too large to search.
 */
export const CLAIM_CAUSES = ['no_fair_outcome', 'members', 'unproven'] as const;
export type ClaimCause = (typeof CLAIM_CAUSES)[number];

/** What a session proposed before any decision, of the places as they were last read. */
export interface FirstProposal {
  readonly places: Places;
  readonly claims: readonly Claim[];
  /** Whether it is proven that no proposal has fewer claims. */
  readonly proven: boolean;
}

/** What happened in a session until now, so far as it tells why a family has a claim. */
export interface SessionRecord {
  readonly first: FirstProposal;
  /** The children to whom a decision left something else than this proposal. */
  readonly moved: ReadonlySet<Id>;
}

/** A decided case, as the record needs it. */
export type RecordedCase = { readonly id: Id } & Pick<DecidedColumns, 'decision' | 'kept' | 'decidedAt'>;

interface Judged {
  readonly instance: Instance;
  readonly places: Places;
  readonly claims: readonly Claim[];
}

const isSame = (a: Place | null, b: Place | null): boolean =>
  a === null || b === null
    ? a === b
    : a.at === b.at &&
      a.section === b.section &&
      a.slots.length === b.slots.length &&
      a.slots.every((slot) => b.slots.includes(slot));

/**
 * The record of a session. A decision that followed its proposal moves nobody, unless the places were read again since:
 * it is then compared with what they allow now.
 * @param readAt when the places were last read
 */
export function recordOf(
  first: FirstProposal,
  places: Places,
  cases: readonly RecordedCase[],
  readAt: Instant,
): SessionRecord {
  const left = cases.filter(
    ({ decision, kept, decidedAt }) =>
      decision !== null && (kept === false || (decidedAt !== null && decidedAt < readAt)),
  );
  return {
    first,
    moved: new Set(left.map(({ id }) => id).filter((id) => !isSame(places[id] ?? null, first.places[id] ?? null))),
  };
}

/** A child of another family that holds what a family could claim, although it ranks after it. */
export interface Rival {
  readonly child: Id;
  /** The half-days that it holds there and that are full. */
  readonly slots: readonly string[];
}

/** Whether a child comes before another one in the order of an establishment. */
function comesBefore({ establishments }: Instance, at: string, one: Id, other: Id): boolean {
  const { points = {}, tieBreak = [] } = establishments[at]!;
  const own = points[one] ?? Number.NEGATIVE_INFINITY;
  const its = points[other] ?? Number.NEGATIVE_INFINITY;
  return own > its || (own === its && tieBreak.indexOf(one) < tieBreak.indexOf(other));
}

/** Those who hold a full half-day of the places that a family could claim, and rank after its child there. */
export function rivalsOf({ instance, places, claims }: Judged, family: Id): Rival[] {
  const { children } = instance.families[family]!;
  const wishes = wishesOf(instance, family);
  const others = Object.entries(places).filter(([child, place]) => place !== null && !children.includes(child));
  const rivals = new Map<Id, Set<string>>();
  for (const claim of claims.filter((one) => one.family === family)) {
    const tuple = wishes[claim.wish]!;
    for (const [index, wanted] of tuple.entries()) {
      if (!wanted) continue;
      const seats = instance.establishments[wanted.at]!.capacity[wanted.section] ?? 0;
      const there = others.filter(([, place]) => place!.at === wanted.at && place!.section === wanted.section);
      for (const slot of wanted.slots) {
        const holders = there.filter(([, place]) => place!.slots.includes(slot)).map(([child]) => child);
        const wantedHere = tuple.filter(
          (part) => part?.at === wanted.at && part.section === wanted.section && part.slots.includes(slot),
        );
        if (holders.length + wantedHere.length <= (typeof seats === 'number' ? seats : (seats[slot] ?? 0))) continue;
        for (const child of holders)
          if (comesBefore(instance, wanted.at, children[index]!, child))
            rivals.set(child, (rivals.get(child) ?? new Set<string>()).add(slot));
      }
    }
  }
  return [...rivals].map(([child, slots]) => ({ child, slots: [...slots] }));
}

export interface CausedClaim {
  readonly cause: ClaimCause;
  /** Whether a child that ranks after this family holds what it claims because of a decision of members. */
  readonly givenPriority: boolean;
}

/**
 * Why a family has the claims that it has; null for a family that has none. It is found in what happened: the state left
 * at the end does not tell a claim that nobody could avoid from one that members made.
 */
export function causeOf(judged: Judged, { first, moved }: SessionRecord, family: Id): CausedClaim | null {
  if (!judged.claims.some((claim) => claim.family === family)) return null;
  const rivals = rivalsOf(judged, family).map(({ child }) => child);
  const elsewhere = (child: Id): boolean => !isSame(judged.places[child] ?? null, first.places[child] ?? null);
  const givenPriority = moved.size > 0 && rivals.some(elsewhere);
  const isMoved = judged.instance.families[family]!.children.some((child) => moved.has(child));
  const stoodFirst = first.claims.some((claim) => claim.family === family);
  if (givenPriority || isMoved || (moved.size > 0 && !stoodFirst)) return { cause: 'members', givenPriority };
  return { cause: first.proven && first.claims.length > 0 ? 'no_fair_outcome' : 'unproven', givenPriority };
}
