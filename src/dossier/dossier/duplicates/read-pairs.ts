import { In, IsNull } from 'typeorm';
import type { Id } from '../../../foundation/kernel/ids.js';
import type { Reader, Tx } from '../../../foundation/platform/database/index.js';
import { expectingSideOf, holdsBirth, type ExpectingSide } from '../domain/duplicates/joining.js';
import { findAdults, findRequests } from '../lifecycle/read-requests.js';
import type { Adult, ChildRequest } from '../persistence/dossier.entities.js';
import { DuplicateJudgement, PossibleDuplicate, RequestJoin } from '../persistence/duplicate.entities.js';

/** What the desk reads of possible duplicates. Its policy says which pairs an agent may see. */

export const findPair = (from: Reader | Tx, pairId: Id): Promise<PossibleDuplicate | null> =>
  from.findOne(PossibleDuplicate, { id: pairId });

/** The likeliest first, then the newest. */
export const findPairs = (from: Reader | Tx, pairIds: readonly Id[]): Promise<PossibleDuplicate[]> =>
  from.find(PossibleDuplicate, {
    where: { id: In([...pairIds]) },
    order: { level: 'DESC', score: 'DESC', id: 'DESC' },
  });

/** The pairs of a request that wait for a person, the likeliest first. */
export const findOpenPairsOf = (from: Reader | Tx, requestId: Id): Promise<PossibleDuplicate[]> =>
  from.find(PossibleDuplicate, {
    where: [
      { firstId: requestId, state: 'open' },
      { secondId: requestId, state: 'open' },
    ],
    order: { level: 'DESC', score: 'DESC', id: 'ASC' },
  });

/** The pairs of any of these requests that wait for a person. */
export const findOpenPairsAmong = (from: Reader | Tx, requestIds: readonly Id[]): Promise<PossibleDuplicate[]> =>
  from.find(PossibleDuplicate, {
    where: [
      { firstId: In([...requestIds]), state: 'open' },
      { secondId: In([...requestIds]), state: 'open' },
    ],
  });

/** Of the requests that may be the same unborn child's as this one, those whose birth its end holds, or the reverse. */
async function findHeld(
  from: Reader | Tx,
  requestId: Id,
  holds: (one: ExpectingSide, other: ExpectingSide) => boolean,
): Promise<Id[]> {
  const others = (await findOpenPairsOf(from, requestId)).map(({ firstId, secondId }) =>
    firstId === requestId ? secondId : firstId,
  );
  if (others.length === 0) return [];
  const requests = await findRequests(from, [requestId, ...others]);
  const one = requests.find(({ id }) => id === requestId);
  return requests
    .filter((other) => other !== one && one && holds(expectingSideOf(one), expectingSideOf(other)))
    .map(({ id }) => id);
}

/** The requests of which nothing is written about a birth, because this one of what may be the same child has ended. */
export const findBirthsHeldBy = (from: Reader | Tx, endedId: Id): Promise<Id[]> => findHeld(from, endedId, holdsBirth);

/** Whether nothing is written about the birth of this child until its desk has judged a pair. */
export const isBirthHeld = async (from: Reader | Tx, requestId: Id): Promise<boolean> =>
  (await findHeld(from, requestId, (one, ended) => holdsBirth(ended, one))).length > 0;

/** How many pairs were found when a request came in, or since, with one that came before it. */
export const countPairsWithEarlier = (from: Reader | Tx, requestId: Id): Promise<number> =>
  from.count(PossibleDuplicate, { secondId: requestId });

/** What people decided about a pair, latest first. */
export const findJudgements = (from: Reader | Tx, pairId: Id): Promise<DuplicateJudgement[]> =>
  from.find(DuplicateJudgement, { where: { pairId }, order: { id: 'DESC' } });

/** What was joined into a request, and what people decided about its pairs: both oldest first. */
export interface DuplicatesPast {
  readonly joins: readonly RequestJoin[];
  readonly judgements: readonly DuplicateJudgement[];
}

export async function findDuplicatesPast(from: Reader | Tx, requestId: Id): Promise<DuplicatesPast> {
  const joins = await from.find(RequestJoin, { where: { keptId: requestId }, order: { id: 'ASC' } });
  const pairs = await from.find(PossibleDuplicate, { where: [{ firstId: requestId }, { secondId: requestId }] });
  const judgements = await from.find(DuplicateJudgement, {
    where: { pairId: In(pairs.map(({ id }) => id)) },
    order: { id: 'ASC' },
  });
  return { joins, judgements };
}

/** The adults of the dossier in which a request was sent, even while it is joined to a request of another dossier. */
export async function findAdultsWhoSent(
  from: Reader | Tx,
  { id, dossierId, joinedIntoId }: Pick<ChildRequest, 'id' | 'dossierId' | 'joinedIntoId'>,
): Promise<Adult[]> {
  const [join] =
    joinedIntoId === null ? [] : await from.find(RequestJoin, { where: { joinedId: id, undoneAt: IsNull() } });
  return findAdults(from, [join?.before.joined?.dossierId ?? dossierId]);
}
