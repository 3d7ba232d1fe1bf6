import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import type { Id } from '../../../foundation/kernel/ids.js';
import { Reader } from '../../../foundation/platform/database/index.js';
import { contactKeys } from '../domain/duplicates/blocking-keys.js';
import type { ChildIdentity } from '../domain/duplicates/child-identity.js';
import { compareFamilies } from '../domain/duplicates/compare-families.js';
import { isToJudge } from '../domain/duplicates/joining.js';
import { Adult, ChildRequest, Dossier } from '../persistence/dossier.entities.js';
import { PossibleDuplicate } from '../persistence/duplicate.entities.js';
import { DuplicateSearch, identityOf, type Likely } from './duplicate-search.js';

/** Another dossier that may be the same family's, by one of its requests. */
export interface PossibleFamily {
  readonly request: ChildRequest;
  readonly number: string;
}

/**
 * Dossiers that may be one family's: they share a contact, and not enough to be joined without a person (domain.md
 * §4). Nothing is stored. They are compared at each reading, from the present answers of both.
 */
@Injectable()
export class PossibleFamilies {
  constructor(
    private readonly reader: Reader,
    private readonly search: DuplicateSearch,
  ) {}

  /**
   * Two dossiers with a pair of requests that people judge as one child are left out, judged or not: the pair already
   * says so.
   * @returns for each request that has any, the other dossiers, oldest first
   */
  async findBeside(requestIds: readonly Id[]): Promise<Map<Id, PossibleFamily[]>> {
    const requests = await this.reader.find(ChildRequest, { where: { id: In([...requestIds]) } });
    const adults = await this.reader.find(Adult, {
      where: { dossierId: In([...new Set(requests.map(({ dossierId }) => dossierId))]) },
    });
    const identities = new Map(
      requests.map((request) => [
        request.id,
        identityOf(
          request,
          adults.filter(({ dossierId }) => dossierId === request.dossierId),
        ),
      ]),
    );
    const likely = (
      await this.search.findSharing(this.reader, [...new Set([...identities.values()].flatMap(contactKeys))])
    ).filter(({ state }) => isToJudge({ state, isJoined: false }));
    const beside = new Map<Id, Likely[]>();
    for (const request of requests) {
      const others = likely.filter((other) => mayBeOneFamily(request, identities.get(request.id)!, other));
      if (others.length > 0) beside.set(request.id, others);
    }
    return beside.size === 0 ? new Map() : this.withoutPairs(beside);
  }

  private async withoutPairs(beside: ReadonlyMap<Id, readonly Likely[]>): Promise<Map<Id, PossibleFamily[]>> {
    const ids = [...beside.keys()];
    const pairs = await this.reader.find(PossibleDuplicate, { where: [{ firstId: In(ids) }, { secondId: In(ids) }] });
    const paired = new Set(
      pairs.flatMap(({ firstId, secondId }) => [`${firstId} ${secondId}`, `${secondId} ${firstId}`]),
    );
    const dossiers = await this.reader.find(Dossier, {
      where: { id: In([...new Set([...beside.values()].flat().map(({ request }) => request.dossierId))]) },
    });
    const numbers = new Map(dossiers.map(({ id, number }) => [id, number]));
    const families = new Map<Id, PossibleFamily[]>();
    for (const [id, others] of beside) {
      const judged = new Set(
        others.filter(({ request }) => paired.has(`${id} ${request.id}`)).map(({ request }) => request.dossierId),
      );
      const one = new Map<Id, ChildRequest>();
      for (const { request } of others)
        if (!judged.has(request.dossierId) && !one.has(request.dossierId)) one.set(request.dossierId, request);
      if (one.size > 0)
        families.set(
          id,
          [...one.values()].map((request) => ({ request, number: numbers.get(request.dossierId)! })),
        );
    }
    return families;
  }
}

const mayBeOneFamily = (request: ChildRequest, identity: ChildIdentity, other: Likely): boolean =>
  other.request.dossierId !== request.dossierId && compareFamilies(identity, other.identity) === 'possible';
