import { In, IsNull } from 'typeorm';
import { groupedBy } from '../../../foundation/kernel/grouped-by.js';
import type { Id } from '../../../foundation/kernel/ids.js';
import type { Instant } from '../../../foundation/kernel/time.js';
import type { Reader, Tx } from '../../../foundation/platform/database/index.js';
import { dateCorrections, type DateCorrection } from '../domain/first-asked.js';
import { findKnownSince, listRequestsOnceOf } from '../persistence/dossiers.queries.js';
import { ChildRequest, Dossier, RequestHistory, Wish } from '../persistence/dossier.entities.js';
import { RequestJoin } from '../persistence/duplicate.entities.js';

/** Everything that happened to one family, for figures. */
export interface FamilyPast {
  readonly dossier: Dossier;
  /** The requests that belong or belonged to the dossier. */
  readonly requests: readonly RequestPastRows[];
}

export interface RequestPastRows {
  readonly request: ChildRequest;
  /** When the desk came to know it, since a line of an old list keeps its date; null where nothing tells. */
  readonly knownSince: Instant | null;
  /** Its moves, oldest first, those in other dossiers included. */
  readonly history: readonly RequestHistory[];
  /** What was said of the date on which it was first made, in the order in which it was said; the last counts. */
  readonly dateCorrections: readonly DateCorrection[];
  /** As they are now, the best first. */
  readonly wishes: readonly Wish[];
  /** Other deposits of the same child, joined at once. */
  readonly deposits: readonly OtherDeposit[];
}

export interface OtherDeposit {
  /** A line of an old list keeps the date on which it was first made. It may be older than the request. */
  readonly at: Instant;
  readonly recorded: Instant;
}

/** The past of these families, in the order asked for. A dossier that does not exist is absent. */
export async function findFamilyPasts(from: Reader | Tx, dossierIds: readonly Id[]): Promise<FamilyPast[]> {
  const dossiers = new Map(
    (await from.find(Dossier, { where: { id: In([...dossierIds]) } })).map((dossier) => [dossier.id, dossier]),
  );
  const ids = await listRequestsOnceOf(from, dossierIds);
  const ofRequests = { requestId: In(ids) };
  const history = groupedBy(
    await from.find(RequestHistory, { where: ofRequests, order: { at: 'ASC', id: 'ASC' } }),
    ({ requestId }) => requestId,
  );
  const wishes = groupedBy(
    await from.find(Wish, { where: ofRequests, order: { rank: 'ASC' } }),
    ({ requestId }) => requestId,
  );
  const joins = groupedBy(
    await from.find(RequestJoin, { where: { keptId: In(ids), joinedId: IsNull(), undoneAt: IsNull() } }),
    ({ keptId }) => keptId,
  );
  const known = await findKnownSince(from, ids);
  const requests = (await from.find(ChildRequest, { where: { id: In(ids) }, order: { id: 'ASC' } })).map(
    (request): RequestPastRows => ({
      request,
      knownSince: known.get(request.id) ?? null,
      history: history.get(request.id) ?? [],
      dateCorrections: dateCorrections(history.get(request.id) ?? []),
      wishes: wishes.get(request.id) ?? [],
      deposits: (joins.get(request.id) ?? []).flatMap(({ at, before: { arrival } }) =>
        arrival ? [{ at: arrival.submittedAt, recorded: at }] : [],
      ),
    }),
  );
  return dossierIds.flatMap((dossierId) => {
    const dossier = dossiers.get(dossierId);
    if (!dossier) return [];
    return {
      dossier,
      requests: requests.filter(({ history }) => history.some((line) => line.dossierId === dossierId)),
    };
  });
}
