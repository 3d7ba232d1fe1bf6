import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { newId } from '../../foundation/kernel/ids.js';
import { dayOf, type Instant } from '../../foundation/kernel/time.js';
import type { Tx } from '../../foundation/platform/database/index.js';
import { judgeGrid } from './domain/judge-grid.js';
import { transcribe, type SourceGrid } from './domain/transcribe.js';
import { CriteriaGridRow } from './persistence/admission.entities.js';

export const DEMO_GRID = 'villiers-le-bel';

/** Puts the published grid in force as version 1. A version that exists already is left alone. */
export async function seedGrid(tx: Tx, dataDir: string, at: Instant): Promise<void> {
  const { grids } = JSON.parse(readFileSync(join(dataDir, 'criteria-grids.json'), 'utf8')) as {
    readonly grids: readonly SourceGrid[];
  };
  const data = grids.find(({ id }) => id === DEMO_GRID);
  if (!data) throw new Error(`criteria-grids.json has no grid ${DEMO_GRID}`);
  // The source does not publish them (domain.md §7). A place is given months ahead: whoever is back at work when care
  // starts needs it as much as whoever works today (decision 0048).
  const content = transcribe(data, {
    tieBreak: ['request_date', 'lot'],
    activityAt: 'careStart',
    assumed: ['tie_break', 'activity_at', 'lone_parents_apart_from_couples', 'resident_of_the_territory'],
  });
  const faults = judgeGrid(content);
  if (faults.length > 0) throw new Error(`The grid ${DEMO_GRID} cannot be counted: ${JSON.stringify(faults)}`);
  await tx.insertIfAbsent(CriteriaGridRow, {
    id: newId(),
    code: DEMO_GRID,
    version: 1,
    status: 'in_force',
    content,
    deliberation: null,
    deliberatedOn: null,
    inForceFrom: dayOf(at),
    retiredFrom: null,
    revision: 1,
    changedAt: at,
  });
}
