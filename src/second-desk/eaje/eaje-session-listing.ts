import { Injectable } from '@nestjs/common';
import {
  Candidacies,
  RequestListing,
  type Candidacy,
  type UpcomingSession,
} from '../../commissions/commission/index.js';
import { actionsFor, type RequestFile } from '../../dossier/dossier/index.js';
import type { Id } from '../../foundation/kernel/ids.js';
import { Reader, UnitOfWork } from '../../foundation/platform/database/index.js';
import type { Actor } from '../../foundation/platform/security/index.js';
import type { Provider } from '../../offer/supply/index.js';

export interface ListingChoices {
  /** Sessions of the establishment's body before which the request may still be listed, soonest first. */
  readonly sessions: readonly UpcomingSession[];
  readonly candidacies: readonly {
    readonly candidacy: Candidacy;
    readonly startsAt: string;
    readonly bodyName: string;
  }[];
}

/** A director lists a request for a session of the body that decides for the establishment. */
@Injectable()
export class EajeSessionListing {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly reader: Reader,
    private readonly candidacies: Candidacies,
    private readonly listing: RequestListing,
  ) {}

  async choicesFor(file: RequestFile, provider: Provider): Promise<ListingChoices> {
    const known = (await this.candidacies.ofRequest(this.reader, file.request.id)).map(
      ({ candidacy, session, bodyName }) => ({ candidacy, startsAt: session.startsAt, bodyName }),
    );
    const mayList =
      file.request.state === 'before_commission' ||
      actionsFor(file.request.state, 'eaje_director', file.dossier.arrivedForId !== null).includes('list');
    const sessions = mayList ? await this.candidacies.upcomingSessionsFor([provider.id]) : [];
    return {
      sessions: sessions.filter(
        ({ id }) => !known.some(({ candidacy }) => candidacy.sessionId === id && candidacy.state !== 'withdrawn'),
      ),
      candidacies: known,
    };
  }

  /**
   * Lists it for this session, and for the next one of each other body that examines one of its wishes.
   * @throws NotFound | Conflict | DomainError
   */
  async listRequest(actor: Actor, requestId: Id, sessionId: Id, expectedVersion?: number): Promise<void> {
    await this.unitOfWork.run((tx) => this.listing.listRequest(tx, actor, requestId, sessionId, expectedVersion));
  }
}
