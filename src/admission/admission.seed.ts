import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { newId } from '../kernel/ids.js';
import { dayOf, type Instant } from '../kernel/time.js';
import type { Tx } from '../platform/database/index.js';
import { uncountable, type CriteriaGrid } from './domain/grid.js';
import { CriteriaGridRow } from './persistence/admission.entities.js';

export const DEMO_GRID = 'villiers-le-bel';

interface GridsData {
  readonly grids: readonly { id: string; source: string; items: readonly unknown[] }[];
}

/** Puts the published grid in force as version 1; a version that is there is never touched again. */
export async function seedGrid(tx: Tx, dataDir: string, at: Instant): Promise<void> {
  const { grids } = JSON.parse(readFileSync(join(dataDir, 'criteria-grids.json'), 'utf8')) as GridsData;
  const data = grids.find(({ id }) => id === DEMO_GRID);
  if (!data) throw new Error(`criteria-grids.json has no grid ${DEMO_GRID}`);
  const left = uncountable(data.items);
  if (left.length > 0) throw new Error(`The grid ${DEMO_GRID} cannot be counted: ${JSON.stringify(left)}`);
  const content: CriteriaGrid = {
    id: data.id, source: data.source, items: data.items as CriteriaGrid['items'],
    // The source does not publish them (domain.md §7).
    tieBreak: ['request_date', 'lot'], assumed: ['tie_break', 'lone_parents_apart_from_couples', 'resident_of_the_territory'],
  };
  await tx.insertIfAbsent(CriteriaGridRow, {
    id: newId(), code: DEMO_GRID, version: 1, status: 'in_force', content, deliberation: null, inForceFrom: dayOf(at),
  });
}
