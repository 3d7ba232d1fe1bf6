import { groupedBy } from '../../kernel/grouped-by.js';
import type { Id } from '../../kernel/ids.js';
import { listOf, type Reader } from '../../platform/database/index.js';

export interface EndedOffers {
  readonly requestId: Id;
  readonly state: 'declined' | 'expired';
  readonly count: number | string;
}

/** How many offers of each request were declined, and how many ran out: by request. */
export async function endedOffers(from: Reader, requestIds: readonly Id[]): Promise<Map<Id, EndedOffers[]>> {
  const ids = listOf('id', requestIds);
  const rows = await from.sql<EndedOffers>(
    `SELECT request_id AS "requestId", state, COUNT(*) AS count FROM offer WHERE request_id IN (${ids.sql}) AND state IN ('declined', 'expired') GROUP BY request_id, state`, ids.parameters,
  );
  return groupedBy(rows, ({ requestId }) => requestId);
}
