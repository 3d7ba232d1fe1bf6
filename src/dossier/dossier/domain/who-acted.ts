import type { Id } from '../../../foundation/kernel/ids.js';
import type { Instant } from '../../../foundation/kernel/time.js';

/** A row of the history, as far as it tells who acted. */
export interface ActedMove {
  readonly dossierId: Id;
  readonly at: Instant;
  readonly actor: string;
  /** `adult`: the rank of the adult whose link was used. `saidBy`: that of the adult who spoke by telephone. */
  readonly facts: Readonly<Record<string, string | number>> | null;
}

/** The family that reads its history. */
export interface ReadingFamily {
  readonly dossierId: Id;
  /** The ranks of its adults. */
  readonly ranks: readonly number[];
  /** As whom somebody reads; null for a key of nobody in particular. */
  readonly reader: number | null;
  /** When a rank was last left: what was done under it before was done by somebody else. */
  readonly leftAt: ReadonlyMap<number, Instant>;
}

/**
 * Who acted, as somebody of the family reads it: itself, another adult (by name), one of them without anybody knowing
 * which, the desk, a list; `nobody` where it was a rule, a commission or an establishment.
 */
export type WhoActed =
  { readonly by: 'you' | 'family' | 'desk' | 'list' | 'nobody' } | { readonly by: 'named'; readonly rank: number };

/** The adult who acted through a link of its own, or whom an agent noted; null where nobody knows which of them it was. */
export function actedAdult({ facts }: Pick<ActedMove, 'facts'>): number | null {
  const rank = Number(facts?.['adult'] ?? facts?.['saidBy'] ?? 0);
  return rank > 0 ? rank : null;
}

/** Who acted in a move. Only the one who did is ever called "you". */
export function whoActed(move: ActedMove, { dossierId, ranks, reader, leftAt }: ReadingFamily): WhoActed {
  const [kind] = move.actor.split(':');
  const said = actedAdult(move);
  if (kind === 'import') return { by: 'list' };
  if (kind === 'staff' && said === null) return { by: 'desk' };
  if (kind !== 'family' && kind !== 'client' && kind !== 'staff') return { by: 'nobody' };
  if (said === null) return { by: ranks.length === 1 && move.dossierId === dossierId ? 'you' : 'family' };
  // Ranks of a dossier that was joined are other people's, and so are those under which somebody else stood then.
  const isOfAnother = move.dossierId !== dossierId || !ranks.includes(said) || move.at <= (leftAt.get(said) ?? '');
  if (isOfAnother) return { by: 'family' };
  return said === reader || ranks.length === 1 ? { by: 'you' } : { by: 'named', rank: said };
}

interface NamedAdult {
  readonly rank: number;
  readonly details: { readonly firstName: string | null; readonly surname: string | null };
}

/** An adult by its name; `none` where it has none, or nobody knows who it is. */
export const nameOfAdult = (adults: readonly NamedAdult[], rank: number | null): string => {
  const adult = adults.find((each) => each.rank === rank)?.details;
  return [adult?.firstName, adult?.surname].filter(Boolean).join(' ') || 'none';
};
