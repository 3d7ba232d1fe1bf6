import type { Id } from '../../../foundation/kernel/ids.js';

/**
 * The numbers under which members and minutes know the emergency admissions of a session, which need not be cases of
 * its list: in the order in which they were made, those included that the session has decided.
 */
export const emergencyNumbers = (placementIds: readonly Id[]): Map<Id, number> =>
  new Map([...new Set(placementIds)].sort().map((id, index) => [id, index + 1]));
