import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { findRequest, findWishes, NextActs, type ChildRequest, type Wish } from '../../../dossier/dossier/index.js';
import type { Id } from '../../../foundation/kernel/ids.js';
import { NotFound } from '../../../foundation/kernel/refusal.js';
import { dayOf, type Instant } from '../../../foundation/kernel/time.js';
import { findOpenOffers } from '../../../places/placement/index.js';
import { Reader, type Tx } from '../../../foundation/platform/database/index.js';
import { SYSTEM, type Actor } from '../../../foundation/platform/security/index.js';
import { Bodies } from '../bodies/bodies.js';
import { standingBefore, type BodyStanding } from '../domain/body-standing.js';
import { COMING } from '../domain/session-lifecycle.js';
import { Candidacy, CommissionSession } from '../persistence/commission.entities.js';
import { Candidacies, RUNNING, type UpcomingSession } from './candidacies.js';

/** Where a request stands with one body that examines some of its wishes. */
export interface RequestBefore extends BodyStanding {
  readonly bodyId: Id;
  readonly bodyName: string;
  /** The sessions for which it can be listed, soonest first; none where it cannot. */
  readonly sessions: readonly UpcomingSession[];
}

export interface ListingOutlook {
  readonly bodies: readonly RequestBefore[];
  /** The establishments of its wishes that no body examines. */
  readonly unexamined: readonly Id[];
}

/** Puts a request before every body that examines one of its wishes (domain.md §5), or tells why not. */
@Injectable()
export class RequestListing {
  constructor(
    private readonly reader: Reader,
    private readonly bodies: Bodies,
    private readonly candidacies: Candidacies,
    private readonly acts: NextActs,
  ) {}

  /** Body by body, the one of the best wish first. */
  async outlookFor(
    request: ChildRequest,
    wishes: readonly Pick<Wish, 'providerId' | 'rank'>[],
    from: Reader | Tx = this.reader,
  ): Promise<ListingOutlook> {
    const wished = wishes.flatMap(({ providerId, rank }) => (providerId ? [{ providerId, rank }] : []));
    const bodies = (await this.bodies.listBodies(from)).flatMap((body) => {
      const here = wished.filter(({ providerId }) => body.establishmentIds.includes(providerId));
      return here.length > 0 ? [{ body, here, best: Math.min(...here.map(({ rank }) => rank)) }] : [];
    });
    const coming = await from.find(CommissionSession, {
      where: { bodyId: In(bodies.map(({ body }) => body.id)), state: In([...COMING]) },
      order: { startsAt: 'ASC', id: 'ASC' },
    });
    const running = await from.find(Candidacy, { where: { requestId: request.id, state: In(RUNNING) } });
    const listable = await this.candidacies.upcomingSessionsFor(
      wished.map(({ providerId }) => providerId),
      from,
    );
    const [offer] = await findOpenOffers(from, [request.id]);
    const offered = wished.find(({ providerId }) => providerId === offer?.providerId)?.rank ?? null;
    const examined = bodies.flatMap(({ body }) => body.establishmentIds);
    return {
      bodies: bodies
        .sort((a, b) => a.best - b.best)
        .map(({ body, here, best }): RequestBefore => {
          const sessions = listable.filter(({ bodyId }) => bodyId === body.id);
          const standing = standingBefore({
            coming: coming.filter(({ bodyId }) => bodyId === body.id),
            running: running.map(({ sessionId }) => sessionId),
            listable: sessions.length > 0,
            isOpen: this.candidacies.isOpenFor(
              request,
              here.map(({ providerId }) => providerId),
            ),
            isOfferedBetter: offered !== null && offered <= best,
          });
          return {
            ...standing,
            bodyId: body.id,
            bodyName: body.name,
            sessions: standing.before === null && standing.obstacle === null ? sessions : [],
          };
        }),
      unexamined: wished.map(({ providerId }) => providerId).filter((id) => !examined.includes(id)),
    };
  }

  /**
   * Lists a request for a session, and for the next session of each other body that examines one of its wishes.
   * @param expectedVersion the version of the request that the person saw
   * @throws NotFound | Conflict | DomainError about the session that was chosen; what another body hinders is told by
   * {@link outlookFor}
   */
  async listRequest(tx: Tx, actor: Actor, requestId: Id, sessionId: Id, expectedVersion?: number): Promise<void> {
    await this.candidacies.listRequest(tx, actor, requestId, sessionId, expectedVersion);
    const wishes = await findWishes(tx, [requestId]);
    const wished = wishes.flatMap(({ providerId }) => providerId ?? []);
    const { bodies } = await this.outlookFor(await this.read(tx, requestId), wishes, tx);
    for (const { bodyId, sessions } of bodies) {
      if (!sessions[0]) continue;
      const session = (await tx.lock(CommissionSession, { id: sessions[0].id }))!;
      const body = await this.bodies.readBody(tx, bodyId);
      await this.candidacies.listIn(tx, actor, await this.read(tx, requestId), { session, body, wished });
    }
    await this.tellNextSession(tx, requestId);
  }

  /** A request before several sessions waits for the next of them. */
  async tellNextSession(tx: Tx, requestId: Id): Promise<void> {
    const next = await this.findNext(tx, requestId);
    if (next !== null)
      await this.acts.setNextAct(tx, SYSTEM, requestId, 'before_commission', {
        code: 'session',
        due: dayOf(next),
        owner: 'commission',
      });
  }

  private async findNext(tx: Tx, requestId: Id): Promise<Instant | null> {
    const standing = (await this.candidacies.ofRequest(tx, requestId)).filter(({ candidacy }) =>
      RUNNING.includes(candidacy.state),
    );
    return standing[0]?.session.startsAt ?? null;
  }

  private async read(tx: Tx, requestId: Id): Promise<ChildRequest> {
    const request = await findRequest(tx, requestId);
    if (!request) throw new NotFound('request');
    return request;
  }
}
