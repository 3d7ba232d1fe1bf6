import type { Reader, Tx } from '../database/index.js';
import { Setting } from './setting.entity.js';

/** What was kept under a name; undefined when nothing was. */
export const findKept = async (from: Reader | Tx, name: string): Promise<unknown> =>
  (await from.findOne(Setting, { name }))?.value;

/** Keeps a value under a name, unless one is kept there. */
export async function keepFirst(tx: Tx, name: string, value: unknown): Promise<void> {
  await tx.insertIfAbsent(Setting, { name, value });
}

/** Keeps a value under a name, in the place of the one before. */
export async function keep(tx: Tx, name: string, value: unknown): Promise<void> {
  if ((await tx.update(Setting, { name }, { value })) === 0) await tx.insert(Setting, { name, value });
}
