import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { findGridVersion, type CriteriaGrid, type PointsLine, type TieBreak } from '../../admission/index.js';
import { Clock } from '../../../foundation/kernel/clock.js';
import type { Id } from '../../../foundation/kernel/ids.js';
import { addMonths, dayOf, type Day, type Instant } from '../../../foundation/kernel/time.js';
import { Reader } from '../../../foundation/platform/database/index.js';
import { Bodies } from '../bodies/bodies.js';
import type { SectionCutOff } from '../domain/published-cut-offs.js';
import { Candidacy, CommissionSession } from '../persistence/commission.entities.js';
import type { ToldAnswer } from '../sitting/told-reasons.js';

/** What a session answered to one request. */
export interface SessionAnswer extends ToldAnswer {
  readonly sessionId: Id;
  readonly bodyName: string;
  readonly day: Day;
  /** The lines of these points, as they were judged. */
  readonly lines: readonly PointsLine[];
}

export interface SessionCutOffs {
  readonly sessionId: Id;
  readonly bodyId: Id;
  readonly bodyName: string;
  readonly day: Day;
  readonly closedAt: Instant | null;
  readonly cutOffs: readonly SectionCutOff[];
  /** What decided between equal points, in this order. */
  readonly tieBreak: readonly TieBreak[];
}

/** How many months the results of sessions stay published. */
const MONTHS_SHOWN = 12;

/** What closed sessions tell: to each family, about its own request; to everybody, the points that were needed. */
@Injectable()
export class SessionAnswers {
  constructor(
    private readonly reader: Reader,
    private readonly clock: Clock,
    private readonly bodies: Bodies,
  ) {}

  /** Under which ids sessions know these requests: the journal names a case by its own. */
  async listCandidacyIds(requestIds: readonly Id[]): Promise<Id[]> {
    const candidacies = await this.reader.find(Candidacy, { where: { requestId: In([...requestIds]) } });
    return candidacies.map(({ id }) => id);
  }

  /** The answers to a request, latest first. The caller checks that the request may be read. */
  async ofRequest(requestId: Id): Promise<SessionAnswer[]> {
    const candidacies = await this.reader.find(Candidacy, {
      where: { requestId, state: In(['admitted', 'waiting', 'deferred', 'refused']) },
    });
    const sessions = await this.reader.find(CommissionSession, {
      where: { id: In(candidacies.map(({ sessionId }) => sessionId)) },
      order: { startsAt: 'DESC' },
    });
    const bodyName = await this.bodyNames();
    const family = await this.reader.find(Candidacy, {
      where: {
        dossierId: In(candidacies.map(({ dossierId }) => dossierId)),
        sessionId: In(sessions.map(({ id }) => id)),
      },
    });
    return sessions.flatMap((session): SessionAnswer[] => {
      const { explanation, points, lines, reason } = candidacies.find(({ sessionId }) => sessionId === session.id)!;
      const requestOf = new Map(
        family
          .filter(({ sessionId }) => sessionId === session.id)
          .map((candidacy) => [candidacy.agendaNumber, candidacy.requestId]),
      );
      return explanation
        ? [
            {
              sessionId: session.id,
              bodyName: bodyName(session),
              day: dayOf(session.startsAt),
              points: points ?? 0,
              lines: lines ?? [],
              reason,
              explanation,
              requestOf,
            },
          ]
        : [];
    });
  }

  /** The cut-offs of the sessions closed in the last year, latest first. */
  async cutOffs(): Promise<SessionCutOffs[]> {
    const from = addMonths(this.clock.today(), -MONTHS_SHOWN);
    const closed = await this.reader.find(CommissionSession, {
      where: { state: In(['closed', 'signed']) },
      order: { startsAt: 'DESC', id: 'DESC' },
    });
    const bodyName = await this.bodyNames();
    const tieBreakOf = await this.tieBreaks(closed);
    return closed
      .filter((session) => dayOf(session.startsAt) >= from && (session.cutOffs ?? []).length > 0)
      .map((session) => ({
        sessionId: session.id,
        bodyId: session.bodyId,
        bodyName: bodyName(session),
        day: dayOf(session.startsAt),
        closedAt: session.closedAt,
        cutOffs: session.cutOffs ?? [],
        tieBreak: tieBreakOf(session),
      }));
  }

  private async tieBreaks(
    sessions: readonly CommissionSession[],
  ): Promise<(session: CommissionSession) => readonly TieBreak[]> {
    const ids = [...new Set(sessions.flatMap(({ gridId }) => gridId ?? []))];
    const versions = await Promise.all(ids.map((id) => findGridVersion(this.reader, id)));
    const grids = new Map(versions.flatMap((row) => (row ? [[row.id, row.content as CriteriaGrid]] : [])));
    return ({ gridId }) => grids.get(gridId ?? '')?.tieBreak ?? [];
  }

  private async bodyNames(): Promise<(session: Pick<CommissionSession, 'bodyId'>) => string> {
    const bodies = await this.bodies.listBodies(this.reader);
    return ({ bodyId }) => bodies.find(({ id }) => id === bodyId)?.name ?? '';
  }
}
