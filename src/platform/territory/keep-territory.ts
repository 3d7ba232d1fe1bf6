import type { Tx } from '../database/index.js';
import { TerritoryRow } from './territory-row.entity.js';

/** Writes a territory once; what people have named it since stays. */
export async function keepTerritory(tx: Tx, territory: TerritoryRow): Promise<void> {
  await tx.insertIfAbsent(TerritoryRow, territory);
}
