import type { Tx } from '../../platform/database/index.js';

/** Holds every body until the end of the unit (PostgreSQL; SQLite has one writer). */
export async function lockBodies(tx: Tx): Promise<void> {
  await tx.sql(`SELECT id FROM body ORDER BY id ${tx.dialect === 'postgres' ? 'FOR UPDATE' : ''}`);
}
