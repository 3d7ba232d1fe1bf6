import { Injectable } from '@nestjs/common';
import { Between, In } from 'typeorm';
import { groupedBy } from '../../../foundation/kernel/grouped-by.js';
import type { Id } from '../../../foundation/kernel/ids.js';
import { addDays, dayOf, instantAt, type Day, type Instant } from '../../../foundation/kernel/time.js';
import { findEvents } from '../../../foundation/platform/audit/index.js';
import { Reader } from '../../../foundation/platform/database/index.js';
import { Bodies } from '../bodies/bodies.js';
import { presentIds } from '../domain/quorum.js';
import { measuresOf, type PastDay, type SessionMeasures } from '../domain/session-measures.js';
import type { SectionCutOff } from '../domain/published-cut-offs.js';
import type { SectionSeats } from '../domain/section-seats.js';
import { Attendance, SittingDay } from '../persistence/sitting.entities.js';
import { CommissionSession } from '../persistence/commission.entities.js';
import { countDecisions, listDecidedLines, listOfferMoments } from '../persistence/session-figures.queries.js';

/** What begins a day of a session: only the audit keeps when it was done. */
const BEGINNINGS = ['session.open', 'session.resume'];

/** A closed session and what it did, as numbers. */
export interface MeasuredSession {
  readonly sessionId: Id;
  readonly bodyName: string;
  readonly closedOn: Day;
  readonly measures: SessionMeasures;
  readonly cutOffs: readonly SectionCutOff[];
  readonly seats: readonly SectionSeats[];
}

/** Sessions as numbers, for figures. Nothing of a family is in them. */
@Injectable()
export class SessionFigures {
  constructor(
    private readonly reader: Reader,
    private readonly bodies: Bodies,
  ) {}

  /**
   * The sessions that were closed between two days, both included, the first first.
   * @param asKnown the last day of what is known: later offers are not counted; null for today's knowledge
   */
  async listClosed(from: Day, to: Day, asKnown: Day | null = null): Promise<MeasuredSession[]> {
    const last = asKnown !== null && asKnown < to ? asKnown : to;
    const [first, end] = [instantAt(from), instantAt(addDays(last, 1))];
    const isKnown = (at: Instant): boolean => asKnown === null || at < instantAt(addDays(asKnown, 1));
    const closed = (
      await this.reader.find(CommissionSession, {
        where: { state: In(['closed', 'signed']), closedAt: Between(first, end) },
        order: { closedAt: 'ASC', id: 'ASC' },
      })
    ).filter(({ closedAt }) => closedAt! < end);
    const ids = closed.map(({ id }) => id);
    const decided = groupedBy(await countDecisions(this.reader, ids), ({ sessionId }) => sessionId);
    const lines = groupedBy(await listDecidedLines(this.reader, ids), ({ sessionId }) => sessionId);
    const offers = groupedBy(await listOfferMoments(this.reader, ids), ({ sessionId }) => sessionId);
    const days = groupedBy(await this.listDays(ids), ({ sessionId }) => sessionId);
    const bodies = new Map((await this.bodies.listBodies(this.reader)).map((body) => [body.id, body]));
    return closed.map(({ id, bodyId, frozenAt, closedAt, cutOffs, seats }) => ({
      sessionId: id,
      bodyName: bodies.get(bodyId)?.name ?? '',
      closedOn: dayOf(closedAt!),
      cutOffs: cutOffs ?? [],
      seats: seats ?? [],
      measures: measuresOf({
        frozenAt,
        closedAt: closedAt!,
        decided: (decided.get(id) ?? []).map(({ decision, kept, reason, count }) => ({
          decision,
          kept: kept === null ? null : Boolean(kept),
          reason,
          count: Number(count),
        })),
        offersMadeAt: (offers.get(id) ?? []).map(({ madeAt }) => madeAt).filter(isKnown),
        days: days.get(id) ?? [],
        quorum: bodies.get(bodyId)?.quorum ?? null,
        lines: (lines.get(id) ?? []).map(({ lines: of }) => of),
        cutOffs: cutOffs ?? [],
        seats,
      }),
    }));
  }

  private async listDays(sessionIds: readonly Id[]): Promise<(PastDay & { sessionId: Id })[]> {
    const days = await this.reader.find(SittingDay, { where: { sessionId: In([...sessionIds]) } });
    const there = groupedBy(
      await this.reader.find(Attendance, { where: { sittingDayId: In(days.map(({ id }) => id)) } }),
      ({ sittingDayId }) => sittingDayId,
    );
    const begun = groupedBy(await findEvents(this.reader, sessionIds, BEGINNINGS), ({ subjectId }) => subjectId);
    return days.map(({ id, sessionId, startsAt, endedAt }) => ({
      sessionId,
      startsAt,
      openedAt: begun.get(sessionId)?.find(({ at }) => dayOf(at) === dayOf(startsAt))?.at ?? null,
      endedAt,
      present: presentIds(there.get(id) ?? []).length,
    }));
  }
}
