import type { Id } from '../../foundation/kernel/ids.js';
import type { Reader, Tx } from '../../foundation/platform/database/index.js';
import { CriteriaGridRow } from './persistence/admission.entities.js';

/** One version of the grid as it is kept, draft or not; null when it does not exist. `Grids` reads it as a grid. */
export const findGridVersion = (from: Reader | Tx, gridId: Id): Promise<CriteriaGridRow | null> =>
  from.findOne(CriteriaGridRow, { id: gridId });
