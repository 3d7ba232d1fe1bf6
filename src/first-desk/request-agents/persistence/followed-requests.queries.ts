import type { RequestSearch } from '../../../dossier/dossier/index.js';
import type { Id } from '../../../foundation/kernel/ids.js';
import { listOf } from '../../../foundation/platform/database/index.js';

/** The requests that one of these people follows. */
export function requestsFollowedBy(accountIds: readonly Id[]): RequestSearch {
  const { sql, parameters } = listOf('agent', accountIds);
  return {
    candidates: [`SELECT f.request_id FROM request_agent f WHERE f.account_id IN (${sql})`],
    matches: `EXISTS (SELECT 1 FROM request_agent f WHERE f.request_id = r.id AND f.account_id IN (${sql}))`,
    parameters,
  };
}

/** The requests that none of these people follows. */
export function requestsFollowedByNone(accountIds: readonly Id[]): RequestSearch {
  const { matches, parameters } = requestsFollowedBy(accountIds);
  return { candidates: [], matches: `NOT ${matches}`, parameters };
}
