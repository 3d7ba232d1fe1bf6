import type { Id } from '../../kernel/ids.js';
import type { Tx } from '../../platform/database/index.js';

export interface CandidacyElsewhere {
  readonly requestId: Id;
  /** Still to be decided by another session, or kept on another body's list. */
  readonly state: 'listed' | 'frozen' | 'waiting';
  readonly reason: string | null;
}

/** Of the requests whose cases a session decides: what other sessions have of them. */
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
