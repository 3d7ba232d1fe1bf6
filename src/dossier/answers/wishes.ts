import { newId, type Id } from '../../kernel/ids.js';
import type { Tx } from '../../platform/database/index.js';
import type { WishForm } from '../domain/dossier-form.js';
import { Wish } from '../persistence/dossier.entities.js';

export const sameTarget = (a: WishForm, b: WishForm): boolean =>
  a.mode === b.mode && a.providerId === b.providerId && a.communeCode === b.communeCode;

/** What is wished for, and nothing of the row it may come from. */
const targetOf = ({ mode, providerId, communeCode }: WishForm): WishForm => ({ mode, providerId, communeCode });

/** Adds the wishes a request does not have yet, after its own. @returns those it did not have */
export async function addWishes(tx: Tx, requestId: Id, wishes: readonly WishForm[]): Promise<WishForm[]> {
  const own = await tx.find(Wish, { where: { requestId } });
  const missing = wishes.filter((wish) => !own.some((mine) => sameTarget(mine, wish))).map(targetOf);
  const last = Math.max(0, ...own.map((wish) => wish.rank));
  await tx.insert(
    Wish,
    missing.map((wish, index) => ({ ...wish, id: newId(), requestId, rank: last + index + 1 })),
  );
  return missing;
}

/** Takes these wishes away; those that stay keep their order. */
export async function dropWishes(tx: Tx, requestId: Id, wishes: readonly WishForm[]): Promise<void> {
  if (wishes.length === 0) return;
  const own = await tx.find(Wish, { where: { requestId }, order: { rank: 'ASC' } });
  await replaceWishes(
    tx,
    requestId,
    own.filter((mine) => !wishes.some((wish) => sameTarget(mine, wish))),
  );
}

/** Replaces the wishes of a request by these, best first. */
export async function replaceWishes(tx: Tx, requestId: Id, wishes: readonly WishForm[]): Promise<void> {
  await tx.delete(Wish, { requestId });
  await tx.insert(
    Wish,
    wishes.map((wish, index) => ({ ...targetOf(wish), id: newId(), requestId, rank: index + 1 })),
  );
}
