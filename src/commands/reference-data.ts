import type { INestApplicationContext } from '@nestjs/common';
import { seedGrid } from '../commissions/admission/index.js';
import { inventMembers, seedBodies } from '../commissions/commission/index.js';
import type { Config } from '../foundation/config/index.js';
import { Clock } from '../foundation/kernel/clock.js';
import type { Id } from '../foundation/kernel/ids.js';
import { UnitOfWork } from '../foundation/platform/database/index.js';
import { Demonstration, Settings, SharedMemory } from '../foundation/platform/settings/index.js';
import { inventSupply, seedSupply, Supply } from '../offer/supply/index.js';
import { inventChildrenCounts } from '../reporting/zones/index.js';
import { inventDesks, readTerritoryData, seedTerritory, Territory } from '../territory/territory/index.js';

/**
 * Loads the communes, the providers, the bodies and the grid from the data files. A second run adds what is new and
 * keeps what people have changed.
 * @param accounts for each person key, the sign-in of that member of a body, if there is one
 */
export async function loadReferenceData(
  app: INestApplicationContext,
  config: Config,
  accounts: Readonly<Record<string, Id>> = {},
): Promise<{ communes: number; providers: number }> {
  const territory = readTerritoryData(config.DATA_DIR);
  const counts = await app.get(UnitOfWork).run(async (tx) => {
    const communes = await seedTerritory(tx, config.DATA_DIR);
    const providers = await seedSupply(tx, config.DATA_DIR, territory);
    for (const memory of ['settings', 'territory', 'supply']) await app.get(SharedMemory).markChanged(tx, memory);
    await seedBodies(tx, config.DATA_DIR, accounts);
    await seedGrid(tx, config.DATA_DIR, app.get(Clock).now());
    return { communes, providers };
  });
  await app.get(Settings).reload();
  await app.get(Territory).reload();
  await app.get(Supply).reload();
  return counts;
}

/**
 * Adds what is invented: streets, telephones, childminders. The database is marked, and every page says so.
 * @returns how many childminders
 */
export async function inventDemonstrationData(app: INestApplicationContext, config: Config): Promise<number> {
  const childminders = await app.get(UnitOfWork).run(async (tx) => {
    await app.get(Demonstration).markInvented(tx);
    await inventDesks(tx, config.DATA_DIR);
    await inventMembers(tx, config.DATA_DIR);
    await inventChildrenCounts(tx, config.DATA_DIR, app.get(Clock).now());
    for (const memory of ['territory', 'supply']) await app.get(SharedMemory).markChanged(tx, memory);
    return inventSupply(tx, config.DATA_DIR, readTerritoryData(config.DATA_DIR));
  });
  await app.get(Territory).reload();
  await app.get(Supply).reload();
  await app.get(Demonstration).reload();
  return childminders;
}
