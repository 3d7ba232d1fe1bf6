import { lotOf } from '../../admission/domain/index.js';
import type { Id } from '../../../foundation/kernel/ids.js';

/**
 * The numbers under which members know the cases of a session, drawn when its list is fixed: whoever knows in which
 * order requests were listed, or has a list of names, finds no case by its number. Anybody who has the seed and the ids
 * draws the same numbers.
 * @param seed chance, from outside: nothing is drawn here
 * @returns from 1, without a gap
 */
export function drawNumbers(seed: string, caseIds: readonly Id[]): Map<Id, number> {
  const drawn = caseIds
    .map((id) => ({ id, lot: lotOf(seed, id) }))
    .sort((a, b) => a.lot - b.lot || (a.id < b.id ? -1 : 1));
  return new Map(drawn.map(({ id }, index) => [id, index + 1]));
}
