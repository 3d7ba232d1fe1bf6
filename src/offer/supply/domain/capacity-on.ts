import { covers, type Period } from '../../../foundation/kernel/period.js';
import type { Day } from '../../../foundation/kernel/time.js';

/** The capacity that holds on a day: of those that cover it, the latest declared. `rows` are oldest first. */
export const capacityOn = <T extends Period>(rows: readonly T[], day: Day): T | undefined =>
  rows.findLast((row) => covers(row, day));
