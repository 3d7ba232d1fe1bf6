import type { Id } from '../../../foundation/kernel/ids.js';
import type { Tx } from '../../../foundation/platform/database/index.js';

export interface CandidacyElsewhere {
  readonly requestId: Id;
  /** `listed` or `frozen`: another session has still to decide. `waiting`: it is on the list of another body. */
  readonly state: 'listed' | 'frozen' | 'waiting';
  readonly reason: string | null;
}

/** The candidacies that the requests of a session have in other sessions. */
export function candidaciesElsewhere(tx: Tx, sessionId: Id): Promise<CandidacyElsewhere[]> {
  return tx.sql(
    `SELECT other.request_id AS "requestId", other.state, other.reason FROM candidacy JOIN candidacy AS other
      ON other.request_id = candidacy.request_id
     WHERE candidacy.session_id = :sessionId AND candidacy.state = 'frozen' AND other.session_id <> :sessionId
     AND other.state IN ('listed', 'frozen', 'waiting')
     ORDER BY other.id`,
    { sessionId },
  );
}
