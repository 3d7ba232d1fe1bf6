import { Injectable } from '@nestjs/common';
import { In, IsNull, Not } from 'typeorm';
import type { Id } from '../../../foundation/kernel/ids.js';
import type { Reader, Tx } from '../../../foundation/platform/database/index.js';
import { blockingKeys, isCommonKey } from '../domain/duplicates/blocking-keys.js';
import type { ChildIdentity } from '../domain/duplicates/child-identity.js';
import { isCertainlyOne, likelinessOf } from '../domain/duplicates/compare-children.js';
import { compareFamilies, sameFamily } from '../domain/duplicates/compare-families.js';
import { isToJudge } from '../domain/duplicates/joining.js';
import { isOpen, type RequestState } from '../domain/request-states.js';
import { Adult, ChildRequest, Dossier } from '../persistence/dossier.entities.js';
import { listRequestsSharing, lockDuplicateKeys } from '../persistence/duplicate-keys.queries.js';

interface Identified {
  readonly identity: ChildIdentity;
  readonly state: RequestState;
  /** The dossier it is in. */
  readonly dossierId: Id;
  /** Whether another line of the same list brought it. Two lines of one list are never certainly one child. */
  readonly isOfOneList?: boolean;
}

/** How likely a pair is one child, for the person who judges it. */
export interface Likeliness {
  readonly level: 'probable' | 'possible';
  readonly score: number;
}

/** A request that shares a key with a new one. */
export interface Likely extends Identified {
  readonly request: ChildRequest;
  /** Whether it belongs to a deposit that nobody has judged yet (Dossier.arrivedForId). */
  readonly isArrival: boolean;
}

/**
 * The most requests examined for one key: the latest ones, as the index gives them. Each key has this limit of its
 * own, so that a common name never displaces the requests of a rare key.
 */
const MOST_PER_KEY = 100;
const MOST_PER_COMMON_KEY = 30;
export const mostPerKey = (key: string): number => (isCommonKey(key) ? MOST_PER_COMMON_KEY : MOST_PER_KEY);

/** Finds the requests that a new one may duplicate. It uses an index of keys, and never compares all pairs. */
@Injectable()
export class DuplicateSearch {
  async findLikely(tx: Tx, identities: readonly ChildIdentity[]): Promise<Likely[]> {
    const keys = [...new Set(identities.flatMap(blockingKeys))].sort();
    // Two simultaneous deposits of one child would not see each other. A unit that shares a key therefore waits until
    // the other has ended.
    if (keys.length > 0) await lockDuplicateKeys(tx, keys);
    return this.findSharing(tx, keys);
  }

  /** {@link findLikely} without locks, for a caller that decides nothing: other requests may arrive meanwhile. */
  async findSharing(reader: Reader | Tx, keys: readonly string[]): Promise<Likely[]> {
    if (keys.length === 0) return [];
    const found = await listRequestsSharing(
      reader,
      keys.map((value) => ({ value, most: mostPerKey(value) })),
    );
    if (found.length === 0) return [];
    const requests = await reader.find(ChildRequest, { where: { id: In(found) }, order: { id: 'ASC' } });
    const dossierIds = [...new Set(requests.map((request) => request.dossierId))];
    const adults = await reader.find(Adult, { where: { dossierId: In(dossierIds) } });
    const arrivals = new Set(
      (await reader.find(Dossier, { where: { id: In(dossierIds), arrivedForId: Not(IsNull()) } })).map(({ id }) => id),
    );
    return requests
      .filter((request) => request.joinedIntoId === null)
      .map((request) => ({
        request,
        state: request.state,
        dossierId: request.dossierId,
        isArrival: arrivals.has(request.dossierId),
        identity: identityOf(
          request,
          adults.filter((adult) => adult.dossierId === request.dossierId),
        ),
      }));
  }

  /**
   * The request whose dossier is the family's: it is certainly about the same child, or has the same contacts. The
   * oldest when there are several; none when they are in dossiers that may be two homes, for a person to judge.
   */
  sameFamily<Known extends Identified>(identities: readonly ChildIdentity[], likely: readonly Known[]): Known | null {
    const certain = likely.find((other) => identities.some((identity) => isCertain(identity, other)));
    if (certain) return certain;
    const same = likely.filter((other) => identities.some((identity) => sameFamily(identity, other.identity)));
    return same.some((one) => same.some((other) => mayBeTwoFamilies(one, other))) ? null : (same[0] ?? null);
  }

  /** The open request that is certainly about the same child. A closed one is over, and the new request begins anew. */
  findCertain<Known extends Identified>(identity: ChildIdentity, likely: readonly Known[]): Known | null {
    return likely.find((other) => isOpen(other.state) && isCertain(identity, other)) ?? null;
  }

  /** The requests that a person has to judge. */
  listPossible<Known extends Identified>(
    identity: ChildIdentity,
    likely: readonly Known[],
  ): { other: Known; likeness: Likeliness }[] {
    return likely.flatMap((other) => {
      const likeness = likenessOf(identity, other.identity);
      return likeness && isToJudge({ state: other.state, isJoined: false }) ? [{ other, likeness }] : [];
    });
  }
}

const isCertain = (identity: ChildIdentity, other: Identified): boolean =>
  !other.isOfOneList && isCertainlyOne(identity, other.identity);

const mayBeTwoFamilies = (one: Identified, other: Identified): boolean =>
  one.dossierId !== other.dossierId && compareFamilies(one.identity, other.identity) === 'possible';

/**
 * How likely two stored requests are about one child; null when they are not. Between stored requests even a `certain`
 * pair is for a person to judge: one was closed when the other came, or was corrected since.
 */
export function likenessOf(a: ChildIdentity, b: ChildIdentity): Likeliness | null {
  const found = likelinessOf(a, b);
  return found && { score: found.score, level: found.level === 'possible' ? 'possible' : 'probable' };
}

export function identityOf(request: ChildRequest, adults: readonly Adult[]): ChildIdentity {
  return {
    surname: request.surname,
    firstName: request.firstName,
    birthDate: request.birthDate,
    dueDate: request.dueDate,
    multipleBirth: request.multipleBirth,
    phones: adults.flatMap((adult) => adult.phone ?? []),
    emails: adults.flatMap((adult) => adult.email ?? []),
    adults: adults.map(({ details }) => [details.firstName, details.surname].filter(Boolean).join(' ')).filter(Boolean),
  };
}
