import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import type { Id } from '../kernel/ids.js';
import { listOf, type Tx } from '../platform/database/index.js';
import { blockingKeys } from './domain/duplicates/blocking-keys.js';
import type { ChildIdentity } from './domain/duplicates/child-identity.js';
import { compareChildren, type Comparison } from './domain/duplicates/compare-children.js';
import { sameFamily } from './domain/duplicates/compare-families.js';
import { Adult, ChildRequest } from './persistence/dossier.entities.js';

/** A request that shares a key with the one that arrives. */
export interface Likely {
  readonly request: ChildRequest;
  readonly identity: ChildIdentity;
}

/** A key shared by more requests than this says nothing about one child; it is passed over. */
const MOST_PER_SEARCH = 200;

/** Finds the requests a new one may repeat, through an index of keys: never by comparing all pairs. */
@Injectable()
export class DuplicateSearch {
  async likely(tx: Tx, identities: readonly ChildIdentity[]): Promise<Likely[]> {
    const keys = listOf('key', [...new Set(identities.flatMap(blockingKeys))]);
    const found = await tx.sql<{ request_id: Id }>(
      `SELECT request_id FROM duplicate_key WHERE value IN (${keys.sql}) GROUP BY request_id ORDER BY COUNT(*) DESC, request_id LIMIT ${MOST_PER_SEARCH}`,
      keys.parameters,
    );
    if (found.length === 0) return [];
    const requests = await tx.find(ChildRequest, { where: { id: In(found.map((row) => row.request_id)) }, order: { id: 'ASC' } });
    const adults = await tx.find(Adult, { where: { dossierId: In([...new Set(requests.map((request) => request.dossierId))]) } });
    return requests
      .filter((request) => request.joinedIntoId === null)
      .map((request) => ({ request, identity: identityOf(request, adults.filter((adult) => adult.dossierId === request.dossierId)) }));
  }

  /** The dossier that the family already has: same contact, or certainly the same child; the oldest when there are several. */
  sameFamily(identities: readonly ChildIdentity[], likely: readonly Likely[]): Id | null {
    const match =
      likely.find((other) => identities.some((identity) => sameFamily(identity, other.identity))) ??
      identities.map((identity) => this.certain(identity, likely)).find((other) => other !== null);
    return match?.request.dossierId ?? null;
  }

  certain(identity: ChildIdentity, likely: readonly Likely[]): Likely | null {
    return likely.find((other) => compareChildren(identity, other.identity).verdict === 'certain') ?? null;
  }

  possible(identity: ChildIdentity, likely: readonly Likely[]): { other: Likely; comparison: Comparison }[] {
    return likely
      .map((other) => ({ other, comparison: compareChildren(identity, other.identity) }))
      .filter(({ comparison }) => comparison.verdict === 'possible');
  }
}

export function identityOf(request: ChildRequest, adults: readonly Adult[]): ChildIdentity {
  return {
    surname: request.surname,
    firstName: request.firstName,
    birthDate: request.birthDate,
    dueDate: request.dueDate,
    phones: adults.flatMap((adult) => adult.phone ?? []),
    emails: adults.flatMap((adult) => adult.email ?? []),
    adults: adults.map(({ details }) => [details.firstName, details.surname].filter(Boolean).join(' ')).filter(Boolean),
  };
}
