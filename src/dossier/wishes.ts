import { newId, type Id } from '../kernel/ids.js';
import type { Tx } from '../platform/database/index.js';
import type { WishForm } from './domain/dossier-form.js';
import { Wish } from './persistence/dossier.entities.js';

const sameTarget = (a: WishForm, b: WishForm): boolean =>
  a.mode === b.mode && a.providerId === b.providerId && a.communeCode === b.communeCode;

/** What is wished for, and nothing of the row it may come from. */
const targetOf = ({ mode, providerId, communeCode }: WishForm): WishForm => ({ mode, providerId, communeCode });

/** Adds the wishes a request does not have yet, after its own. */
export async function addWishes(tx: Tx, requestId: Id, wishes: readonly WishForm[]): Promise<void> {
  const own = await tx.find(Wish, { where: { requestId } });
  const missing = wishes.filter((wish) => !own.some((mine) => sameTarget(mine, wish)));
  const last = Math.max(0, ...own.map((wish) => wish.rank));
  await tx.insert(Wish, missing.map((wish, index) => ({ ...targetOf(wish), id: newId(), requestId, rank: last + index + 1 })));
}

/** Replaces the wishes of a request by these, best first. */
export async function replaceWishes(tx: Tx, requestId: Id, wishes: readonly WishForm[]): Promise<void> {
  await tx.delete(Wish, { requestId });
  await tx.insert(Wish, wishes.map((wish, index) => ({ ...targetOf(wish), id: newId(), requestId, rank: index + 1 })));
}
