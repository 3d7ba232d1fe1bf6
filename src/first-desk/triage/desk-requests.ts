import { Injectable } from '@nestjs/common';
import { findStaffNames } from '../../territory/accounts/index.js';
import { Dossiers, triagesRequest, type RequestFile } from '../../dossier/dossier/index.js';
import type { Id } from '../../foundation/kernel/ids.js';
import { NotFound } from '../../foundation/kernel/refusal.js';
import { Offers, SolutionChanges, type Offer, type Solution } from '../../places/placement/index.js';
import { Reader } from '../../foundation/platform/database/index.js';
import type { Actor } from '../../foundation/platform/security/index.js';

/** The requests of an agent's own desk, one at a time. Each read is audited. */
@Injectable()
export class DeskRequests {
  constructor(
    private readonly reader: Reader,
    private readonly dossiers: Dossiers,
    private readonly offers: Offers,
    private readonly solutions: SolutionChanges,
  ) {}

  /** @throws NotFound when it is not of the actor's desk */
  async readFile(actor: Actor, requestId: Id): Promise<RequestFile> {
    const file = await this.dossiers.requestFile(actor, requestId);
    if (!triagesRequest(actor, file.request)) throw new NotFound('request');
    return file;
  }

  /** One offer of a request. @throws NotFound as {@link readFile}, or when it is another request's */
  async readOffer(actor: Actor, requestId: Id, offerId: Id): Promise<{ file: RequestFile; offer: Offer }> {
    const file = await this.readFile(actor, requestId);
    const offer = (await this.offers.offersOf(requestId)).find(({ id }) => id === offerId);
    if (!offer) throw new NotFound('offer');
    return { file, offer };
  }

  /** One solution of a request that is no place. @throws NotFound as {@link readFile}, or when it is another request's */
  async readSolution(actor: Actor, requestId: Id, solutionId: Id): Promise<{ file: RequestFile; line: Solution }> {
    const file = await this.readFile(actor, requestId);
    return { file, line: await this.solutions.readLine(this.reader, requestId, solutionId) };
  }

  /** Names of the staff that a history mentions, by account. */
  namesOf(refs: readonly string[]): Promise<Map<Id, string>> {
    return findStaffNames(this.reader, refs);
  }
}
