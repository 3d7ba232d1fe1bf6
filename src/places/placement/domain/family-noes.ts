import type { Instant } from '../../../foundation/kernel/time.js';

/** That one adult of a family declines an offer, while another may still accept it. */
export interface SaidNo {
  /** The rank of the adult; null where nobody said which of them it was. */
  readonly adult: number | null;
  readonly reason: string;
  readonly choice: 'wait' | 'withdraw';
  readonly at: Instant;
  /** Who recorded it (`actorRef`). */
  readonly by: string;
}

/** The noes of a family with one more. Whoever says no again changes its own. */
export const withNo = (noes: readonly SaidNo[], no: SaidNo): SaidNo[] => [
  ...noes.filter(({ adult }) => adult !== no.adult),
  no,
];

/**
 * The adults who were told of an offer and may still accept it. A no of nobody in particular ends the wait for nobody:
 * it may be that of any of them.
 * @param told ranks of the adults who were told
 */
export function stillAsked(told: readonly number[], noes: readonly SaidNo[]): number[] {
  if (told.length < 2) return [];
  return told.filter((rank) => !noes.some(({ adult }) => adult === rank));
}

/**
 * The no that counts once nobody accepted: the first of those that go on waiting. The search stops only where each of
 * them wants it to.
 */
export function finalNo(noes: readonly SaidNo[]): SaidNo | null {
  const [first] = noes;
  if (!first) return null;
  return noes.find(({ choice }) => choice === 'wait') ?? first;
}
