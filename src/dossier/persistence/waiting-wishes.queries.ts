import type { Id } from '../../kernel/ids.js';
import { listOf, type Reader, type Tx } from '../../platform/database/index.js';

/** How many requests in these states wish for a provider. */
export async function countWishing(from: Reader | Tx, providerId: Id, states: readonly string[]): Promise<number> {
  const list = listOf('state', states);
  const [row] = await from.sql<{ count: number }>(
    `SELECT COUNT(DISTINCT w.request_id) AS count FROM wish w JOIN child_request r ON r.id = w.request_id
     WHERE w.provider_id = :providerId AND r.state IN (${list.sql})`,
    { providerId, ...list.parameters },
  );
  return Number(row!.count);
}
