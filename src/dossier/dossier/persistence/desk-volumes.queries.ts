import type { Instant } from '../../../foundation/kernel/time.js';
import { listOf, type Reader } from '../../../foundation/platform/database/index.js';
import type { RequestAction } from '../domain/request-lifecycle.js';

interface Within {
  readonly deskId: string;
  readonly since: Instant;
  readonly before: Instant;
}

const countOf = async (rows: Promise<{ count: number | string }[]>): Promise<number> => Number((await rows)[0]!.count);

/** Requests of a desk that were submitted, transfers apart. */
export const countReceived = (from: Reader, { deskId, since, before }: Within): Promise<number> =>
  countOf(
    from.sql(
      `SELECT COUNT(DISTINCT h.request_id) AS count FROM request_history h JOIN child_request r ON r.id = h.request_id
        WHERE h.at >= :since AND h.at < :before AND h.action = 'submit'
          AND r.desk_id = :deskId AND r.transfer_from_id IS NULL`,
      { deskId, since, before },
    ),
  );

/** Later deposits of known families of which staff took or rejected answers. */
export const countArrivalsHandled = (from: Reader, { deskId, since, before }: Within): Promise<number> =>
  countOf(
    from.sql(
      `SELECT COUNT(DISTINCT COALESCE(c.arrival_id, c.dossier_id || c.at)) AS count
        FROM proposed_change c JOIN dossier d ON d.id = c.dossier_id
        WHERE c.decided_at >= :since AND c.decided_at < :before AND c.decided_by LIKE 'staff:%' AND d.desk_id = :deskId`,
      { deskId, since, before },
    ),
  );

/** Moves by these actions that somebody of this kind made for requests of a desk. @param kind the kind of `actorRef` */
export const countMovesBy = (
  from: Reader,
  { deskId, since, before }: Within,
  actions: readonly RequestAction[],
  kind: 'staff' | 'family',
): Promise<number> => {
  const chosen = listOf('action', actions);
  return countOf(
    from.sql(
      `SELECT COUNT(*) AS count FROM request_history h JOIN child_request r ON r.id = h.request_id
        WHERE h.at >= :since AND h.at < :before AND h.action IN (${chosen.sql}) AND h.actor LIKE :actor
          AND r.desk_id = :deskId`,
      { ...chosen.parameters, deskId, since, before, actor: `${kind}:%` },
    ),
  );
};
