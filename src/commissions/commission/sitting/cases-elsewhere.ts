import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { findWishes } from '../../../dossier/dossier/index.js';
import { Clock } from '../../../foundation/kernel/clock.js';
import type { Id } from '../../../foundation/kernel/ids.js';
import type { Instant } from '../../../foundation/kernel/time.js';
import { findOpenOffers, isExpired } from '../../../places/placement/index.js';
import { Reader } from '../../../foundation/platform/database/index.js';
import { Bodies } from '../bodies/bodies.js';
import type { CaseLine } from '../persistence/case-line.queries.js';
import { Candidacy, CommissionSession } from '../persistence/commission.entities.js';
import { RUNNING } from '../planning/candidacies.js';

/** What happens to the request of a case outside of the session that judges it. */
export interface CaseElsewhere {
  /** A place that it is offered and may still accept; null when there is none. */
  readonly offer: { readonly providerId: Id; readonly rank: number | null; readonly until: Instant } | null;
  /** The sessions of other bodies that have still to judge it, soonest first. */
  readonly sittings: readonly { readonly bodyName: string; readonly startsAt: Instant }[];
}

/** Reads live offers and other sessions of the requests that a session judges. */
@Injectable()
export class CasesElsewhere {
  constructor(
    private readonly reader: Reader,
    private readonly clock: Clock,
    private readonly bodies: Bodies,
  ) {}

  /** By case. */
  async readAll(cases: readonly Pick<CaseLine, 'id' | 'requestId' | 'sessionId'>[]): Promise<Map<Id, CaseElsewhere>> {
    const requestIds = cases.map(({ requestId }) => requestId);
    const now = this.clock.now();
    const offers = (await findOpenOffers(this.reader, requestIds)).filter((offer) => !isExpired(offer, now));
    const wishes = await findWishes(
      this.reader,
      offers.map(({ requestId }) => requestId),
    );
    const others = await this.reader.find(Candidacy, { where: { requestId: In(requestIds), state: In(RUNNING) } });
    const sessions = await this.reader.find(CommissionSession, {
      where: { id: In([...new Set(others.map(({ sessionId }) => sessionId))]) },
      order: { startsAt: 'ASC', id: 'ASC' },
    });
    const bodies = await this.bodies.listBodies();
    return new Map(
      cases.map(({ id, requestId, sessionId }) => {
        const offer = offers.find((one) => one.requestId === requestId);
        const rank = wishes.find((wish) => wish.requestId === requestId && wish.providerId === offer?.providerId)?.rank;
        return [
          id,
          {
            offer: offer ? { providerId: offer.providerId, rank: rank ?? null, until: offer.effectiveDeadline } : null,
            sittings: sessions
              .filter(
                (session) =>
                  session.id !== sessionId &&
                  others.some((other) => other.requestId === requestId && other.sessionId === session.id),
              )
              .map(({ bodyId, startsAt }) => ({
                bodyName: bodies.find((body) => body.id === bodyId)?.name ?? '',
                startsAt,
              })),
          },
        ];
      }),
    );
  }
}
