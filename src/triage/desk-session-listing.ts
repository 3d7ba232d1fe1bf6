import { Injectable } from '@nestjs/common';
import { Candidacies, type UpcomingSession } from '../commission/index.js';
import { actionsFor, type RequestFile } from '../dossier/index.js';
import type { Id } from '../kernel/ids.js';
import { Reader, UnitOfWork } from '../platform/database/index.js';
import type { Actor } from '../platform/security/index.js';
import type { SeenRequest } from './desk-acts.js';

export type ComingSession = UpcomingSession;
export type StandingSession = Pick<UpcomingSession, 'bodyName' | 'startsAt'>;

/** Lists a request for a session of a commission. Nothing else of this desk knows of sessions. */
@Injectable()
export class DeskSessionListing {
  constructor(
    private readonly reader: Reader,
    private readonly unitOfWork: UnitOfWork,
    private readonly candidacies: Candidacies,
  ) {}

  /** The sessions a request may still be listed for; none where its state does not allow it. */
  async listSessions({ request, wishes }: RequestFile): Promise<readonly ComingSession[]> {
    if (!actionsFor(request.state, 'first_desk').includes('list')) return [];
    return this.candidacies.upcomingSessionsFor(wishes.flatMap((wish) => wish.providerId ?? []));
  }

  /** The sessions before which it stands and that have not answered, the next one first. */
  async listStanding(requestId: Id): Promise<readonly StandingSession[]> {
    return (await this.candidacies.ofRequest(this.reader, requestId))
      .filter(({ candidacy }) => candidacy.state === 'listed' || candidacy.state === 'frozen')
      .map(({ bodyName, session }) => ({ bodyName, startsAt: session.startsAt }));
  }

  async listRequest(actor: Actor, { requestId, version }: SeenRequest, sessionId: Id): Promise<void> {
    await this.unitOfWork.run((tx) => this.candidacies.listRequest(tx, actor, requestId, sessionId, version));
  }
}
