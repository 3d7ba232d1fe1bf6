import type { Tx } from '../database/index.js';
import { TerritoryRow } from './territory-row.entity.js';

/** Writes a territory once; what people have named it since stays. */
export async function keepTerritory(tx: Tx, territory: TerritoryRow): Promise<void> {
  await tx.insertIfAbsent(TerritoryRow, territory);
}

/** Lets nobody else set up the same territory until the unit ends, where what is new has no row of its own to lock. */
export async function holdTerritory(tx: Tx): Promise<void> {
  await tx.lock(TerritoryRow, { id: tx.territoryId });
}
