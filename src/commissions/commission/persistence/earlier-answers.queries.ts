import { groupedBy } from '../../../foundation/kernel/grouped-by.js';
import type { Id } from '../../../foundation/kernel/ids.js';
import { listOf, type Reader } from '../../../foundation/platform/database/index.js';
import { endedOffers } from './ended-offers.queries.js';

/** What became of a request earlier: how many times it was kept waiting, refused, or offered a place. */
export interface EarlierAnswers {
  readonly waiting: number;
  readonly refused: number;
  readonly declinedOffers: number;
  readonly unansweredOffers: number;
  /** A "never came" that the nursery has taken back does not count. */
  readonly noShows: number;
}

interface Counted {
  readonly requestId: Id;
  readonly state: string;
  readonly count: number | string;
}

/** Reads all these requests in three statements. @returns the sums for the requests of one child together */
export async function earlierAnswers(
  from: Reader,
  requestIds: readonly Id[],
): Promise<(ofChild: readonly Id[]) => EarlierAnswers> {
  const ids = listOf('id', requestIds);
  const judged = groupedBy(
    await from.sql<Counted>(
      `SELECT request_id AS "requestId", state, COUNT(*) AS count FROM candidacy WHERE request_id IN (${ids.sql})
        AND state IN ('waiting', 'refused') GROUP BY 1, 2`,
      ids.parameters,
    ),
    ({ requestId }) => requestId,
  );
  const moved = groupedBy(
    await from.sql<Counted>(
      `SELECT request_id AS "requestId", action AS state, COUNT(*) AS count FROM request_history
     WHERE request_id IN (${ids.sql}) AND (action = 'noShow' OR (action = 'restore' AND "from" <> 'ended')) GROUP BY 1, 2`,
      ids.parameters,
    ),
    ({ requestId }) => requestId,
  );
  const offered = await endedOffers(from, requestIds);
  return (ofChild) => {
    const sum = (counts: ReadonlyMap<Id, readonly Counted[]>, wanted: string): number =>
      ofChild
        .flatMap((id) => counts.get(id) ?? [])
        .filter(({ state }) => state === wanted)
        .reduce((total, { count }) => total + Number(count), 0);
    return {
      waiting: sum(judged, 'waiting'),
      refused: sum(judged, 'refused'),
      declinedOffers: sum(offered, 'declined'),
      unansweredOffers: sum(offered, 'expired'),
      noShows: sum(moved, 'noShow') - sum(moved, 'restore'),
    };
  };
}
