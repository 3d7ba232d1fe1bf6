import { refuse, type Refusal } from '../../../foundation/kernel/refusal.js';

/** What a body is: its name, and the establishments whose places it gives. */
export interface BodyIdentity {
  readonly name: string;
  readonly establishmentIds: readonly string[];
}

/** What stands in the way of another identity. */
export interface BodySurroundings {
  /** The other bodies of the territory. */
  readonly others: readonly BodyIdentity[];
  /** The establishments that it has now; none for a new body. */
  readonly now: readonly string[];
  /** The day of the session whose list is fixed and which has not closed; null when there is none. */
  readonly fixedFor: string | null;
  /** For each establishment, how many requests that wish for it are listed for a session to come. */
  readonly listedAt: ReadonlyMap<string, number>;
}

const folded = (name: string): string => name.trim().toLocaleLowerCase('fr');
const without = (all: readonly string[], some: readonly string[]): string[] => all.filter((id) => !some.includes(id));

/** The establishments that the body loses and gains. */
export const movedEstablishments = (
  now: readonly string[],
  wanted: readonly string[],
): { readonly lost: string[]; readonly gained: string[] } => ({
  lost: without(now, wanted),
  gained: without(wanted, now),
});

/** The facts that are wanted, the establishments in the order in which the body has them: another order is no change. */
export const inTheOrderOf = (now: readonly string[], { name, establishmentIds }: BodyIdentity): BodyIdentity => {
  const { lost, gained } = movedEstablishments(now, establishmentIds);
  return { name, establishmentIds: [...without(now, lost), ...gained] };
};

/** Why a body cannot be so, or null. One establishment has one body, so that it is known who gives its places. */
export function judgeIdentity(wanted: BodyIdentity, surroundings: BodySurroundings): Refusal | null {
  const { others, now, fixedFor, listedAt } = surroundings;
  if (others.some(({ name }) => folded(name) === folded(wanted.name))) return refuse('body.nameKnown');
  for (const other of others) {
    const shared = wanted.establishmentIds.find((id) => other.establishmentIds.includes(id));
    if (shared !== undefined) return refuse('body.establishmentTaken', { at: shared, body: other.name });
  }
  const { lost, gained } = movedEstablishments(now, wanted.establishmentIds);
  if (lost.length + gained.length > 0 && fixedFor !== null) return refuse('body.listFixed', { day: fixedFor });
  const awaited = lost.find((id) => (listedAt.get(id) ?? 0) > 0);
  return awaited === undefined
    ? null
    : refuse('body.establishmentAwaited', { at: awaited, count: listedAt.get(awaited) });
}
