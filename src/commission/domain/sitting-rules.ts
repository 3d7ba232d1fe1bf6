import type { CandidateFacts, Precedence, Queue, Reserve } from '../../admission/domain/index.js';

/** Whom places may be reserved for, in the published order. */
export const RESERVE_TRAITS = ['insertion', 'adaptation'] as const;
export type ReserveTrait = (typeof RESERVE_TRAITS)[number];

export const QUEUES: readonly Queue[] = ['skip', 'strict'];
export const PRECEDENCES: readonly Precedence[] = ['reserved-first', 'open-first'];

/** How the commission's engine chooses: published, and printed with every session. */
export interface SittingRules {
  readonly queue: Queue;
  readonly precedence: Precedence;
  /** Share of each establishment's places of the session, in percent; 0 reserves none. */
  readonly reserves: Readonly<Record<ReserveTrait, number>>;
}

/** What holds until a body says otherwise: nobody is set apart, and who does not fit stops nobody. */
export const USUAL_RULES: SittingRules = { queue: 'skip', precedence: 'reserved-first', reserves: { insertion: 0, adaptation: 0 } };

export const rulesOf = ({ rules }: { readonly rules: SittingRules | null }): SittingRules => rules ?? USUAL_RULES;

const CRITERION_OF: Record<ReserveTrait, string> = { insertion: 'insertion_path', adaptation: 'child_handicap' };

export const traitsOf = (facts: CandidateFacts | undefined): ReserveTrait[] =>
  RESERVE_TRAITS.filter((trait) => facts?.answers[CRITERION_OF[trait]]?.value === true);

/** Shares a whole number by weight, by the largest remainders; equal ones go by name. */
export function spread(total: number, weights: Readonly<Record<string, number>>): Record<string, number> {
  const names = Object.keys(weights).sort();
  const sum = names.reduce((all, name) => all + weights[name]!, 0);
  if (sum === 0) return Object.fromEntries(names.map((name) => [name, 0]));
  const exact = names.map((name) => ({ name, share: (total * weights[name]!) / sum }));
  const left = total - exact.reduce((all, { share }) => all + Math.floor(share), 0);
  const first = [...exact].sort((a, b) => (b.share % 1) - (a.share % 1)).slice(0, left).map(({ name }) => name);
  return Object.fromEntries(exact.map(({ name, share }) => [name, Math.floor(share) + Number(first.includes(name))]));
}

/**
 * The seats that an establishment reserves at a session: a share of all its places, rounded up (one in twenty of three places is one, CASF D214-7), spread
 * over its sections.
 * @param places of each section on its fullest half-day
 */
export function reservesOf({ reserves }: SittingRules, places: Readonly<Record<string, number>>): Reserve[] {
  const all = Object.values(places).reduce((sum, count) => sum + count, 0);
  return RESERVE_TRAITS.flatMap((trait) => Object.entries(spread(Math.ceil((all * reserves[trait]) / 100), places))
    .filter(([, seats]) => seats > 0)
    .map(([section, seats]): Reserve => ({ trait, section, seats })));
}
