import { In, IsNull } from 'typeorm';
import { groupedBy } from '../../kernel/grouped-by.js';
import type { Id } from '../../kernel/ids.js';
import type { Instant } from '../../kernel/time.js';
import type { Reader, Tx } from '../../platform/database/index.js';
import { listRequestsOnceOf } from '../persistence/dossiers.queries.js';
import { ChildRequest, Dossier, RequestHistory, Wish } from '../persistence/dossier.entities.js';
import { FactRecord } from '../persistence/fact-record.entity.js';
import { RequestJoin } from '../persistence/duplicate.entities.js';

/** Everything that happened to one family, for figures. */
export interface FamilyPast {
  readonly dossier: Dossier;
  /** When the desk came to know it: a line of an old list keeps the date on which it was first made. */
  readonly knownSince: Instant;
  /** The requests that belong or belonged to the dossier. */
  readonly requests: readonly RequestPastRows[];
}

export interface RequestPastRows {
  readonly request: ChildRequest;
  /** Its moves, oldest first, those in other dossiers included. */
  readonly history: readonly RequestHistory[];
  /** As they are now, the best first. */
  readonly wishes: readonly Wish[];
  /** When the same child was deposited again and joined at once. */
  readonly deposits: readonly Instant[];
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
  const requests = (await from.find(ChildRequest, { where: { id: In(ids) }, order: { id: 'ASC' } })).map(
    (request): RequestPastRows => ({
      request,
      history: history.get(request.id) ?? [],
      wishes: wishes.get(request.id) ?? [],
      deposits: (joins.get(request.id) ?? []).flatMap(({ before }) => before.arrival?.submittedAt ?? []),
    }),
  );
  const imports = [...dossiers.values()].flatMap(({ id, origin }) => (origin === 'import' ? [id] : []));
  const imported = groupedBy(
    await from.find(FactRecord, {
      where: { subjectId: In(imports), kind: 'family' },
      order: { recordedAt: 'ASC', id: 'ASC' },
    }),
    ({ subjectId }) => subjectId,
  );
  return dossierIds.flatMap((dossierId) => {
    const dossier = dossiers.get(dossierId);
    if (!dossier) return [];
    return {
      dossier,
      knownSince: imported.get(dossierId)?.[0]?.recordedAt ?? dossier.submittedAt,
      requests: requests.filter(({ history }) => history.some((line) => line.dossierId === dossierId)),
    };
  });
}
