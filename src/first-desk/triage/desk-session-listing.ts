import { Injectable } from '@nestjs/common';
import {
  Candidacies,
  isListing,
  RequestListing,
  type ListingOutlook,
  type UpcomingSession,
} from '../../commissions/commission/index.js';
import { actionsFor, type RequestFile } from '../../dossier/dossier/index.js';
import type { Id } from '../../foundation/kernel/ids.js';
import { Reader, UnitOfWork } from '../../foundation/platform/database/index.js';
import type { Actor } from '../../foundation/platform/security/index.js';
import { DeskMoves, type SeenRequest } from './desk-moves.js';

export interface StandingSession extends Pick<UpcomingSession, 'id' | 'bodyName' | 'startsAt'> {
  /** Whether its list is not fixed yet, so that the desk can take the request off it. */
  readonly isListing: boolean;
}

const mayBeListed = ({ state }: RequestFile['request']): boolean =>
  state === 'before_commission' || state === 'offered' || actionsFor(state, 'first_desk').includes('list');

/** Lists a request for sessions of commissions. Nothing else of this desk knows of sessions. */
@Injectable()
export class DeskSessionListing {
  constructor(
    private readonly reader: Reader,
    private readonly unitOfWork: UnitOfWork,
    private readonly candidacies: Candidacies,
    private readonly listing: RequestListing,
    private readonly deskMoves: DeskMoves,
  ) {}

  /**
   * The bodies that examine its wishes, and for which sessions it can be listed. A request that is before one of them,
   * or that is offered a place, can still be listed by the others. Null where its state allows none.
   */
  async readOutlook({ request, wishes }: RequestFile): Promise<ListingOutlook | null> {
    return mayBeListed(request) ? this.listing.outlookFor(request, wishes) : null;
  }

  /** For which sessions a request can be listed as soon as it is oriented. Null where it is not to be oriented first. */
  async readOutlookOnceOriented({ request, wishes }: RequestFile): Promise<ListingOutlook | null> {
    const isFirst = !mayBeListed(request) && actionsFor(request.state, 'first_desk').includes('orient');
    return isFirst ? this.listing.outlookFor(request, wishes) : null;
  }

  /** The sessions before which it stands and that have not answered, the next one first. */
  async listStanding(requestId: Id): Promise<readonly StandingSession[]> {
    return (await this.candidacies.ofRequest(this.reader, requestId))
      .filter(({ candidacy }) => candidacy.state === 'listed' || candidacy.state === 'frozen')
      .map(({ bodyName, candidacy, session }) => ({
        id: session.id,
        bodyName,
        startsAt: session.startsAt,
        isListing: candidacy.state === 'listed' && isListing(session.state),
      }));
  }

  /** Takes it off the list of a session that is not fixed yet. @param reason of REASONS.unlist */
  async unlistRequest(actor: Actor, seen: SeenRequest, sessionId: Id, reason: string): Promise<void> {
    await this.unitOfWork.run((tx) => this.deskMoves.unlistRequestIn(tx, actor, seen, sessionId, reason));
  }

  async listRequest(actor: Actor, seen: SeenRequest, sessionId: Id): Promise<void> {
    await this.unitOfWork.run((tx) => this.deskMoves.listRequestIn(tx, actor, seen, sessionId));
  }
}
