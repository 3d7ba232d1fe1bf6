import type { Id } from '../../../foundation/kernel/ids.js';
import { listOf, type Reader, type Tx } from '../../../foundation/platform/database/index.js';

export async function listSessionVersions(from: Reader | Tx, sessionIds: readonly Id[]): Promise<Map<Id, number>> {
  const ids = listOf('session', sessionIds);
  const rows = await from.sql<{ id: Id; version: number }>(
    `SELECT id AS "id", version AS "version" FROM commission_session WHERE id IN (${ids.sql})`,
    ids.parameters,
  );
  return new Map(rows.map(({ id, version }) => [id, Number(version)]));
}
