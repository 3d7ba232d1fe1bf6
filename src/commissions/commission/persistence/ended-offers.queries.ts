import { groupedBy } from '../../../foundation/kernel/grouped-by.js';
import type { Id } from '../../../foundation/kernel/ids.js';
import type { OfferState } from '../../../places/placement/index.js';
import { listOf, type Reader } from '../../../foundation/platform/database/index.js';

/**
 * The offers that grids count as refused: those that were declined, and those that were accepted and given up before
 * the first day.
 */
const REFUSED_OFFERS: readonly OfferState[] = ['declined', 'given_up'];

export interface EndedOffers {
  readonly requestId: Id;
  readonly state: 'declined' | 'expired';
  readonly count: number | string;
}

/** How many offers of each request were declined or given up, and how many ran out: by request. */
export async function endedOffers(from: Reader, requestIds: readonly Id[]): Promise<Map<Id, EndedOffers[]>> {
  const ids = listOf('id', requestIds);
  const refused = listOf('refused', REFUSED_OFFERS);
  const rows = await from.sql<EndedOffers>(
    `SELECT request_id AS "requestId", CASE WHEN state = 'expired' THEN 'expired' ELSE 'declined' END AS state, COUNT(*) AS count
     FROM offer WHERE request_id IN (${ids.sql}) AND (state = 'expired' OR state IN (${refused.sql})) GROUP BY 1, 2`,
    { ...ids.parameters, ...refused.parameters },
  );
  return groupedBy(rows, ({ requestId }) => requestId);
}
