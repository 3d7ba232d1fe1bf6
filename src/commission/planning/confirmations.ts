import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { ChildRequest } from '../../dossier/index.js';
import { Clock } from '../../kernel/clock.js';
import type { Id } from '../../kernel/ids.js';
import type { Instant } from '../../kernel/time.js';
import type { Reference } from '../../kernel/reference.js';
import { Reader, type Tx } from '../../platform/database/index.js';
import { Bodies } from '../bodies/bodies.js';
import { taskAt } from '../domain/session-dates.js';
import { isListing } from '../domain/session-lifecycle.js';
import { Candidacy, type Body, type CommissionSession } from '../persistence/commission.entities.js';
import { Candidacies } from './candidacies.js';

/** What the messages are `about` that ask families, before a session, whether they still need a place. */
export const aboutConfirming = (sessionId: Id): Reference => `session-confirm:${sessionId}`;

/**
 * A session before which a request stands, and whether its family has said since it was asked that it still looks for a
 * place.
 */
export interface AskedConfirmation {
  readonly bodyName: string;
  readonly startsAt: Instant;
  /** From then on what is judged no longer changes. */
  readonly freezesAt: Instant;
  /** Null until it has. */
  readonly confirmedAt: Instant | null;
}

/** Children of a session whose families were asked. */
export interface ConfirmationCounts {
  readonly confirmed: number;
  readonly silent: number;
  /** Withdrawn, or solved meanwhile. */
  readonly gone: number;
}

/**
 * Families say before a session that they still need a place. Nothing happens to those who say nothing: they are
 * counted, and stay on the list.
 */
@Injectable()
export class Confirmations {
  constructor(
    private readonly reader: Reader,
    private readonly clock: Clock,
    private readonly bodies: Bodies,
    private readonly candidacies: Candidacies,
  ) {}

  /** Soonest first; none once the list is fixed. */
  async askedOf({ id, confirmedAt }: Pick<ChildRequest, 'id' | 'confirmedAt'>): Promise<AskedConfirmation[]> {
    const bodies = await this.bodies.all();
    return (await this.candidacies.ofRequest(this.reader, id))
      .filter(({ candidacy, session }) => candidacy.state === 'listed' && isListing(session.state))
      .map(({ session, bodyName }) => {
        const { noticeDays } = bodies.find((body) => body.id === session.bodyId)!;
        const asked = taskAt('confirm', session.startsAt, noticeDays);
        return {
          bodyName,
          startsAt: session.startsAt,
          freezesAt: taskAt('freeze', session.startsAt, noticeDays),
          confirmedAt: confirmedAt >= asked ? confirmedAt : null,
        };
      });
  }

  /** What messages asked of a request are `about`, one for each session. */
  async questionsOf(from: Reader | Tx, requestId: Id): Promise<Reference[]> {
    return (await this.candidacies.ofRequest(from, requestId)).map(({ session }) => aboutConfirming(session.id));
  }

  /** Null before families are asked. */
  async countsOf(
    from: Reader | Tx,
    session: CommissionSession,
    body: Pick<Body, 'noticeDays'>,
  ): Promise<ConfirmationCounts | null> {
    const asked = taskAt('confirm', session.startsAt, body.noticeDays);
    if (asked > this.clock.now()) return null;
    const all = await from.find(Candidacy, { where: { sessionId: session.id } });
    const standing = all.filter(({ state }) => state !== 'withdrawn' && state !== 'without_object');
    const said = await from.find(ChildRequest, { where: { id: In(standing.map(({ requestId }): Id => requestId)) } });
    const confirmed = said.filter(({ confirmedAt }) => confirmedAt >= asked).length;
    return { confirmed, silent: standing.length - confirmed, gone: all.length - standing.length };
  }
}
