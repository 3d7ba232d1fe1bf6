import { Injectable } from '@nestjs/common';
import { findRequests, type ChildRequest } from '../../../dossier/dossier/index.js';
import { Clock } from '../../../foundation/kernel/clock.js';
import type { Id } from '../../../foundation/kernel/ids.js';
import type { Day, Instant } from '../../../foundation/kernel/time.js';
import type { Reference } from '../../../foundation/kernel/reference.js';
import { Reader, type Tx } from '../../../foundation/platform/database/index.js';
import { Bodies } from '../bodies/bodies.js';
import { answerBefore, taskAt } from '../domain/session-dates.js';
import { isComing, isListing } from '../domain/session-lifecycle.js';
import { Candidacy, type Body, type CommissionSession } from '../persistence/commission.entities.js';
import { Candidacies, RUNNING } from './candidacies.js';
import { findTaskMoments } from './task-moments.js';

/**
 * The reference that messages carry in `about` when they ask a family, before a session, whether it still needs a
 * place.
 */
export const aboutConfirming = (sessionId: Id): Reference => `session-confirm:${sessionId}`;

/**
 * A session for which a request is listed. It tells whether the family, once asked, has said that it is still looking
 * for a place.
 */
export interface AskedConfirmation {
  readonly bodyName: string;
  readonly startsAt: Instant;
  /** The day before which the family answers; null on the day itself, and when it is past. */
  readonly before: Day | null;
  /** Whether what is judged no longer changes: the list is fixed, and the commission has not told its decisions yet. */
  readonly isFixed: boolean;
  /** When the family confirmed; null until it has. */
  readonly confirmedAt: Instant | null;
}

/** How many children of a session are in each case, among those whose families were asked. */
export interface ConfirmationCounts {
  readonly confirmed: number;
  readonly silent: number;
  /** Requests that were withdrawn or solved meanwhile. */
  readonly gone: number;
}

/**
 * Asks families before a session whether they still need a place. A family that does not answer loses nothing: it is
 * counted, and stays on the list.
 */
@Injectable()
export class Confirmations {
  constructor(
    private readonly reader: Reader,
    private readonly clock: Clock,
    private readonly bodies: Bodies,
    private readonly candidacies: Candidacies,
  ) {}

  /** The sessions for which a family was asked and that have not closed, soonest first. */
  async askedOf({ id, confirmedAt }: Pick<ChildRequest, 'id' | 'confirmedAt'>): Promise<AskedConfirmation[]> {
    const bodies = await this.bodies.listBodies();
    const sessions = (await this.candidacies.ofRequest(this.reader, id))
      .filter(({ candidacy, session }) => RUNNING.includes(candidacy.state) && isComing(session.state))
      .map(({ session, bodyName }) => {
        const { noticeDays } = bodies.find((body) => body.id === session.bodyId)!;
        return { session, bodyName, noticeDays };
      });
    const asked = await findTaskMoments(this.reader, 'confirm', sessions);
    return sessions.map(({ session, bodyName, noticeDays }) => {
      const askedAt = asked.get(session.id) ?? null;
      return {
        bodyName,
        startsAt: session.startsAt,
        before: answerBefore(session.startsAt, noticeDays, this.clock.today()),
        isFixed: !isListing(session.state) || taskAt('freeze', session.startsAt, noticeDays) <= this.clock.now(),
        confirmedAt: askedAt !== null && confirmedAt >= askedAt ? confirmedAt : null,
      };
    });
  }

  /** The references of the questions about a request, one for each session. */
  async questionsOf(from: Reader | Tx, requestId: Id): Promise<Reference[]> {
    return (await this.candidacies.ofRequest(from, requestId)).map(({ session }) => aboutConfirming(session.id));
  }

  /** Null before families are asked. */
  async countsOf(
    from: Reader | Tx,
    session: CommissionSession,
    body: Pick<Body, 'noticeDays'>,
  ): Promise<ConfirmationCounts | null> {
    const moments = await findTaskMoments(from, 'confirm', [{ session, noticeDays: body.noticeDays }]);
    const asked = moments.get(session.id) ?? null;
    if (asked === null || asked > this.clock.now()) return null;
    const all = await from.find(Candidacy, { where: { sessionId: session.id } });
    const standing = all.filter(({ state }) => state !== 'withdrawn' && state !== 'without_object');
    const said = await findRequests(
      from,
      standing.map(({ requestId }) => requestId),
    );
    const confirmed = said.filter(({ confirmedAt }) => confirmedAt >= asked).length;
    return { confirmed, silent: standing.length - confirmed, gone: all.length - standing.length };
  }
}
