import type { Id } from '../../../foundation/kernel/ids.js';
import type { Reader, Tx } from '../../../foundation/platform/database/index.js';

/**
 * The latest proposal computed for a session by any engine but one. Its content is not read, because it may be large.
 */
export async function findLatestProposal(
  from: Reader | Tx,
  sessionId: Id,
  { butBy }: { butBy: string },
): Promise<Id | null> {
  const [last] = await from.sql<{ id: Id }>(
    'SELECT id FROM proposal WHERE session_id = :sessionId AND engine <> :butBy ORDER BY computed_at DESC, id DESC LIMIT 1',
    { sessionId, butBy },
  );
  return last?.id ?? null;
}
