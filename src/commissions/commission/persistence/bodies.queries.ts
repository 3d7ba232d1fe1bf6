import type { Tx } from '../../../foundation/platform/database/index.js';

/** Locks every body until the end of the unit. SQLite needs no lock, because it has one writer. */
export async function lockBodies(tx: Tx): Promise<void> {
  await tx.sql(`SELECT id FROM body ORDER BY id ${tx.dialect === 'postgres' ? 'FOR UPDATE' : ''}`);
}
