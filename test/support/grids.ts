import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { GridDrafts } from '../../src/commissions/admission/grid-drafts.js';
import { Grids, type CriteriaGrid } from '../../src/commissions/admission/index.js';
import { Clock } from '../../src/foundation/kernel/clock.js';
import { SYSTEM } from '../../src/foundation/platform/security/index.js';

type Change = (grid: CriteriaGrid) => CriteriaGrid;

/** Makes a draft from the grid in force with a change. @returns its id */
export async function draftGrid(app: NestFastifyApplication, change: Change): Promise<string> {
  const current = await app.get(Grids).inForce();
  const drafts = app.get(GridDrafts);
  const id = await drafts.copyGrid(SYSTEM, current.id);
  await drafts.saveDraft(SYSTEM, id, change(current.grid), 1);
  return id;
}

/** Changes the grid in force: a new version is voted and comes into force today. */
export async function voteGrid(app: NestFastifyApplication, change: Change): Promise<void> {
  const today = app.get(Clock).today();
  const voted = { number: '2026-112', on: today };
  await app.get(GridDrafts).putInForce(SYSTEM, await draftGrid(app, change), voted, today, 2);
}
