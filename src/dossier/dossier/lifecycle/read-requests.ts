import { In, IsNull } from 'typeorm';
import type { Id } from '../../../foundation/kernel/ids.js';
import type { Reader, Tx } from '../../../foundation/platform/database/index.js';
import type { RequestAction } from '../domain/request-lifecycle.js';
import { OPEN_STATES, type RequestState } from '../domain/request-states.js';
import type { Track } from '../domain/track.js';
import { Adult, ChildRequest, Dossier, Orientation, RequestHistory, Wish } from '../persistence/dossier.entities.js';
import { listRequestsIn } from '../persistence/dossiers.queries.js';
import { dossierNumberIn } from './dossier-number.js';

/**
 * What other features read of requests and families, for use cases that authorise by themselves. Nothing here is
 * audited; {@link Dossiers} reads what a person is shown.
 */

export const findRequest = (from: Reader | Tx, requestId: Id): Promise<ChildRequest | null> =>
  from.findOne(ChildRequest, { id: requestId });

/** By id. A request that does not exist is absent. */
export const findRequests = (from: Reader | Tx, requestIds: readonly Id[]): Promise<ChildRequest[]> =>
  from.find(ChildRequest, { where: { id: In([...requestIds]) }, order: { id: 'ASC' } });

/** The requests by which a family asks for a better place than the one of this request. */
export const findTransfersFrom = (from: Reader | Tx, requestId: Id): Promise<ChildRequest[]> =>
  from.find(ChildRequest, { where: { transferFromId: requestId } });

/** The requests that were joined into one of these, because they are about the same child. */
export const findJoinedInto = (from: Reader | Tx, requestIds: readonly Id[]): Promise<ChildRequest[]> =>
  from.find(ChildRequest, { where: { joinedIntoId: In([...requestIds]) } });

/** The moves of a request by one of these actions, oldest first. */
export const findMoves = (
  from: Reader | Tx,
  requestId: Id,
  actions: readonly RequestAction[],
): Promise<RequestHistory[]> =>
  from.find(RequestHistory, { where: { requestId, action: In([...actions]) }, order: { id: 'ASC' } });

/** The last move of each of these requests. One that never moved is absent. */
export async function findLastMoves(from: Reader | Tx, requestIds: readonly Id[]): Promise<Map<Id, RequestHistory>> {
  const moves = await from.find(RequestHistory, {
    where: { requestId: In([...requestIds]) },
    order: { at: 'ASC', id: 'ASC' },
  });
  return new Map(moves.map((move) => [move.requestId, move]));
}

/** The wishes of these requests, for each the best first. */
export const findWishes = (from: Reader | Tx, requestIds: readonly Id[]): Promise<Wish[]> =>
  from.find(Wish, { where: { requestId: In([...requestIds]) }, order: { rank: 'ASC' } });

/** Whether the desk oriented a request to a track, alone or among others. */
export const isOrientedTo = async (from: Reader | Tx, requestId: Id, track: Track): Promise<boolean> =>
  (await from.count(Orientation, { requestId, track })) > 0;

/** The adults of these dossiers, for each in the order of the form. */
export const findAdults = (from: Reader | Tx, dossierIds: readonly Id[]): Promise<Adult[]> =>
  from.find(Adult, { where: { dossierId: In([...dossierIds]) }, order: { rank: 'ASC' } });

export const findDossier = (from: Reader | Tx, dossierId: Id): Promise<Dossier | null> =>
  from.findOne(Dossier, { id: dossierId });

/** The dossier of a number as people say it; the dash and small letters do not matter. Null when none is. */
export const findDossierByNumber = async (from: Reader | Tx, said: string): Promise<Dossier | null> => {
  const number = dossierNumberIn(said);
  return number === null ? null : from.findOne(Dossier, { number });
};

/** The requests of a family, those that are over included. */
export const findRequestsOf = (from: Reader | Tx, dossierId: Id): Promise<ChildRequest[]> =>
  from.find(ChildRequest, { where: { dossierId } });

/** The deposits that wait beside a family's dossier until somebody judges them. */
export const findArrivals = (from: Reader | Tx, dossierId: Id): Promise<Dossier[]> =>
  from.find(Dossier, { where: { arrivedForId: dossierId } });

/** The dossiers among these ids that exist, in no order. */
export const findDossiers = (from: Reader | Tx, dossierIds: readonly Id[]): Promise<Dossier[]> =>
  from.find(Dossier, { where: { id: In([...dossierIds]) } });

/** The open requests of these families that were not joined into another, oldest first. */
export const findOpenRequestsOf = (from: Reader | Tx, dossierIds: readonly Id[]): Promise<ChildRequest[]> =>
  from.find(ChildRequest, {
    where: { dossierId: In([...dossierIds]), state: In([...OPEN_STATES]), joinedIntoId: IsNull() },
    order: { submittedAt: 'ASC', id: 'ASC' },
  });

/** The ids of the requests in these states that were not joined into another, in order. */
export const findOpenIn = (from: Reader | Tx, states: readonly RequestState[]): Promise<Id[]> =>
  listRequestsIn(from, states);

export const countDossiers = (from: Reader | Tx): Promise<number> => from.count(Dossier);
