import type { CandidateFacts } from '../../admission/domain/index.js';
import { tokenOfSection } from '../../../foundation/kernel/reserved-section.js';
import type { Precedence, QueueRule, Reserve } from '../../matching/index.js';
import { dueOn, type Guarantee, type SlotCounts } from './insertion-reserve.js';
import { slotOfName } from './periods.js';

/** The children for whom places may be reserved, in the published order. */
export const RESERVE_TRAITS = ['insertion', 'adaptation'] as const;
export type ReserveTrait = (typeof RESERVE_TRAITS)[number];

export const QUEUES: readonly QueueRule[] = ['skip', 'strict'];
export const PRECEDENCES: readonly Precedence[] = ['reserved-first', 'open-first'];

/** How the engine of the commission chooses. These rules are published, and printed with every session. */
export interface SittingRules {
  readonly queue: QueueRule;
  readonly precedence: Precedence;
  /** The share, in percent, of the places that each establishment gives in the session; 0 reserves none. */
  readonly reserves: Readonly<Record<ReserveTrait, number>>;
}

/**
 * The rules of a session: those of its body, and the guarantees of each establishment. Lists that were fixed before
 * guarantees were settings have none.
 */
export interface SessionRules extends SittingRules {
  readonly guarantees?: readonly Guarantee[];
}

/** The rules of a body that has set none: nothing is reserved, and a child who does not fit stops nobody. */
export const USUAL_RULES: SittingRules = {
  queue: 'skip',
  precedence: 'reserved-first',
  reserves: { insertion: 0, adaptation: 0 },
};

export const rulesOf = ({ rules }: { readonly rules: SessionRules | null }): SessionRules => rules ?? USUAL_RULES;

const CRITERION_OF: Record<ReserveTrait, string> = { insertion: 'insertion_path', adaptation: 'child_handicap' };

export const traitsOf = (facts: CandidateFacts | undefined): ReserveTrait[] =>
  RESERVE_TRAITS.filter((trait) => facts?.answers[CRITERION_OF[trait]]?.value === true);

/** Divides a whole number by weights, by the method of largest remainders. Equal remainders are ordered by name. */
export function spread(total: number, weights: Readonly<Record<string, number>>): Record<string, number> {
  const names = Object.keys(weights).sort();
  const sum = names.reduce((all, name) => all + weights[name]!, 0);
  if (sum === 0) return Object.fromEntries(names.map((name) => [name, 0]));
  const exact = names.map((name) => ({ name, share: (total * weights[name]!) / sum }));
  const left = total - exact.reduce((all, { share }) => all + Math.floor(share), 0);
  const first = [...exact]
    .sort((a, b) => (b.share % 1) - (a.share % 1))
    .slice(0, left)
    .map(({ name }) => name);
  return Object.fromEntries(exact.map(({ name, share }) => [name, Math.floor(share) + Number(first.includes(name))]));
}

/** What an establishment gives in a session, and who could use its reserved places. */
export interface ReservingEstablishment {
  readonly at: string;
  /** Places by section and half-day, under the names of the instance. */
  readonly capacity: Readonly<Record<string, Readonly<Record<string, number>>>>;
  /** The sections for which children with a trait ask. */
  readonly asked: Readonly<Record<ReserveTrait, ReadonlySet<string>>>;
  /** The places held there by the session's own children of families in insertion. */
  readonly moving: SlotCounts;
}

/**
 * The seats that an establishment reserves in a session.
 *
 * - For families in insertion: what it guarantees less what such children hold, or the body's share where that is
 * more. When no such child asks for a place there, nothing is reserved, because it would change nothing.
 * - For the others: the body's share.
 *
 * A share is of all the places it gives, rounded up. Each reserve is spread over the sections that such children ask
 * for, in proportion to their places.
 */
export function reservesOf(
  { reserves, guarantees = [] }: SessionRules,
  { at, capacity, asked, moving }: ReservingEstablishment,
): Reserve[] {
  const places = Object.fromEntries(
    // Places that are reserved for an owner are nobody else's, and no share is taken of them.
    Object.entries(capacity)
      .filter(([section]) => tokenOfSection(section) === null)
      .map(([section, seats]) => [section, Math.max(0, ...Object.values(seats))]),
  );
  const all = Object.values(places).reduce((sum, count) => sum + count, 0);
  const guarantee = guarantees.find((known) => known.at === at);
  return RESERVE_TRAITS.flatMap((trait) => {
    const share = Math.ceil((all * reserves[trait]) / 100);
    const isDue = trait === 'insertion' && guarantee !== undefined && asked.insertion.size > 0;
    const weights =
      asked[trait].size === 0
        ? places
        : Object.fromEntries(Object.entries(places).filter(([section]) => asked[trait].has(section)));
    const most = Object.values(weights).reduce((sum, count) => sum + count, 0);
    const on = (slot: string): number =>
      Math.min(most, isDue ? Math.max(share, dueOn(guarantee, moving, slotOfName(slot))) : share);
    return Object.keys(weights)
      .sort()
      .map((section): Reserve => ({
        trait,
        section,
        seats: evenly(
          Object.keys(capacity[section]!).map((slot): [string, number] => [slot, spread(on(slot), weights)[section]!]),
        ),
      }))
      .filter(({ seats }) => (typeof seats === 'number' ? seats > 0 : Object.values(seats).some((count) => count > 0)));
  });
}

/** A single number when every half-day has the same. */
function evenly(seats: readonly [string, number][]): number | Record<string, number> {
  const [first] = seats;
  return seats.every(([, count]) => count === first![1]) ? (first?.[1] ?? 0) : Object.fromEntries(seats);
}
