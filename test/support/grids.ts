import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { GridDrafts } from '../../src/admission/grid-drafts.js';
import { Grids, type CriteriaGrid } from '../../src/admission/index.js';
import { Clock } from '../../src/kernel/clock.js';
import { UnitOfWork, type Tx } from '../../src/platform/database/index.js';
import { SYSTEM } from '../../src/platform/security/index.js';

type Change = (grid: CriteriaGrid) => CriteriaGrid;

async function changed(tx: Tx, app: NestFastifyApplication, change: Change): Promise<string> {
  const current = await app.get(Grids).inForce(tx);
  const drafts = app.get(GridDrafts);
  const id = await drafts.copy(tx, SYSTEM, current.id);
  await drafts.save(tx, SYSTEM, id, change(current.grid), 1);
  return id;
}

/** A draft of the grid in force with something changed. @returns its id */
export const draftGrid = (app: NestFastifyApplication, change: Change): Promise<string> =>
  app.get(UnitOfWork).run((tx) => changed(tx, app, change));

/** The grid in force with something changed, voted and in force today. */
export const voteGrid = (app: NestFastifyApplication, change: Change): Promise<void> =>
  app.get(UnitOfWork).run(async (tx) => {
    const today = app.get(Clock).today();
    await app
      .get(GridDrafts)
      .putInForce(tx, SYSTEM, await changed(tx, app, change), { number: '2026-112', on: today }, today, 2);
  });
