import { Injectable } from '@nestjs/common';
import { In, IsNull } from 'typeorm';
import { StaffMessages } from '../../territory/accounts/index.js';
import { Candidacies, type UpcomingSession } from '../commission/index.js';
import { Config } from '../../foundation/config/index.js';
import {
  changedAnswers,
  Dossiers,
  FamilyMessages,
  findRequests,
  type DeskNotice,
  type FamilyNotice,
  lockFamiliesOf,
  lockRequest,
  TriageActs,
  type ChildRequest,
  type RequestFile,
  type Told,
} from '../../dossier/dossier/index.js';
import { Clock } from '../../foundation/kernel/clock.js';
import { groupedBy } from '../../foundation/kernel/grouped-by.js';
import { newId, type Id } from '../../foundation/kernel/ids.js';
import { Conflict, DomainError, NotFound, refuse } from '../../foundation/kernel/refusal.js';
import { dayOf, type Day } from '../../foundation/kernel/time.js';
import { WEEKDAYS, type Weekday } from '../../foundation/kernel/week-schedule.js';
import { messageKind } from '../../foundation/platform/outbox/index.js';
import { Audit } from '../../foundation/platform/audit/index.js';
import { Reader, UnitOfWork, type Tx } from '../../foundation/platform/database/index.js';
import { actorRef, type Actor } from '../../foundation/platform/security/index.js';
import { directsEstablishment, Supply } from '../../offer/supply/index.js';
import { ASKABLE, judgeDays, stateOfWeek, takingDays, type WeekAnswer, type WeekState } from './domain/shorter-week.js';
import { ShorterWeek } from './persistence/shorter-week.entity.js';
import { answersWeek, mayNoteWeek, mayProposeWeek } from './shorter-week.policy.js';

/** Asks a family whether fewer days would suit it. Nothing happens when it does not answer. */
export const SHORTER_WEEK = messageKind({
  code: 'shorter-week',
  to: 'family',
  everyAdult: true,
  opens: 'shorter_week',
  variables: { provider: { type: 'text' }, days: { type: 'text' }, until: { type: 'day' } },
});
/** Tells the directors that a family answered. No name, because anybody may see a mail. */
export const SHORTER_WEEK_ANSWER = messageKind({ code: 'shorter-week-answer', to: 'staff' });

/** The page on which weeks are answered, below that of the request at the desk and that of the dossier of the family. */
const PATH = 'semaine-plus-courte';

/** A proposal as it stands now. */
export interface ProposedWeek {
  readonly row: ShorterWeek;
  readonly request: ChildRequest;
  readonly state: WeekState;
  /** The day before which the family answers; null once it cannot. */
  readonly before: Day | null;
}

/** What a director proposes. */
export interface NewWeek {
  readonly requestId: Id;
  readonly providerId: Id;
  readonly sessionId: Id;
  readonly days: readonly Weekday[];
  /** The days that the establishment could give now. */
  readonly free: readonly Weekday[];
}

/**
 * Fewer days, proposed to a family by a director who prepares a session. It promises no place. A family that says yes
 * changes its own answer, and nothing else is read by who judges.
 */
@Injectable()
export class ShorterWeeks {
  constructor(
    private readonly reader: Reader,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly config: Config,
    private readonly supply: Supply,
    private readonly dossiers: Dossiers,
    private readonly answers: TriageActs,
    private readonly candidacies: Candidacies,
    private readonly messages: FamilyMessages,
    private readonly staff: StaffMessages,
    private readonly audit: Audit,
  ) {}

  /** What the page of a request tells its desk. */
  async listDeskNotices(requestIds: readonly Id[]): Promise<Map<Id, DeskNotice>> {
    const proposed = groupedBy(await this.listOf(requestIds), ({ row }) => row.requestId);
    return new Map(
      [...proposed].map(([requestId, weeks]) => {
        const count = weeks.filter(({ state }) => state === 'open').length;
        return [
          requestId,
          {
            says: count > 0 ? { key: 'shorterWeek.waiting', args: { count } } : null,
            isForDesk: false,
            path: PATH,
            link: count > 0 ? 'shorterWeek.atDesk' : 'shorterWeek.past',
          },
        ];
      }),
    );
  }

  /** What the page of a family tells it about the weeks proposed for its children; null when there were none. */
  async findFamilyNotice(requestIds: readonly Id[]): Promise<FamilyNotice | null> {
    const proposed = await this.listOf(requestIds);
    const count = proposed.filter(({ state }) => state === 'open').length;
    const waits = { title: 'shorterWeek.own', args: { count }, text: 'shorterWeek.ownText', button: 'shorterWeek.see' };
    return proposed.length === 0 ? null : { waits: count > 0 ? waits : null, path: PATH, link: 'shorterWeek.past' };
  }

  /** What is kept of them, by request. The caller authorises. */
  async listRows(requestIds: readonly Id[]): Promise<Map<Id, ShorterWeek[]>> {
    const rows = (await this.listOf(requestIds)).map(({ row }) => row);
    return groupedBy(rows, ({ requestId }) => requestId);
  }

  /** Everything that was proposed for these requests, latest first; by one establishment, when it is named. */
  async listOf(requestIds: readonly Id[], providerId?: Id): Promise<ProposedWeek[]> {
    if (requestIds.length === 0) return [];
    const rows = await this.reader.find(ShorterWeek, {
      where: { requestId: In([...requestIds]), ...(providerId === undefined ? {} : { providerId }) },
      order: { proposedAt: 'DESC', id: 'DESC' },
    });
    const requests = new Map(
      (
        await findRequests(
          this.reader,
          rows.map(({ requestId }) => requestId),
        )
      ).map((request) => [request.id, request]),
    );
    const sessions = await this.candidacies.upcomingSessionsFor(rows.map((row) => row.providerId));
    return rows.map((row) => this.standing(row, requests.get(row.requestId)!, sessions));
  }

  /** What waits for the answer of a family, and what it has answered. @throws NotFound when it is not its dossier */
  async listOwn(actor: Actor): Promise<ProposedWeek[]> {
    if (actor.kind !== 'family' || actor.dossierId === null) throw new NotFound('dossier');
    const { requests } = await this.dossiers.dossierFile(actor, actor.dossierId);
    return this.listOf(requests.map(({ id }) => id));
  }

  /** @throws NotFound when the request is not of the actor's desk */
  async readAsDesk(actor: Actor, requestId: Id): Promise<{ file: RequestFile; proposed: ProposedWeek[] }> {
    const file = await this.dossiers.requestFile(actor, requestId);
    if (!mayNoteWeek(actor, file.request)) throw new NotFound('request');
    return { file, proposed: await this.listOf([requestId]) };
  }

  /**
   * Asks a family whether fewer days would suit it.
   * @throws NotFound | DomainError when the list is fixed, the days are not free or the family takes so few already
   */
  async proposeWeek(actor: Actor, { requestId, providerId, sessionId, days, free }: NewWeek): Promise<void> {
    const { wishes } = await this.dossiers.requestFile(actor, requestId);
    if (!mayProposeWeek(actor, providerId, wishes)) throw new NotFound('request');
    await this.unitOfWork.run(async (tx) => {
      const request = (await lockRequest(tx, requestId))!;
      const sessions = await this.candidacies.upcomingSessionsFor([providerId], tx);
      const session = sessions.find(({ id }) => id === sessionId);
      const before = session ? this.lastDayOf(session) : null;
      if (before === null || !ASKABLE.includes(request.state)) throw new DomainError(refuse('shorterWeek.over'));
      const refusal = judgeDays(request.need, days, free);
      if (refusal) throw new DomainError(refusal);
      await this.endEarlier(tx, request, providerId, sessions);
      const row: ShorterWeek = {
        id: newId(),
        requestId,
        providerId,
        sessionId,
        days: WEEKDAYS.filter((day) => days.includes(day)),
        proposedBy: actorRef(actor),
        proposedAt: this.clock.now(),
        answer: null,
        answeredBy: null,
        answeredAt: null,
        endedAt: null,
      };
      await tx.insert(ShorterWeek, row);
      const subject = { kind: 'request', id: requestId } as const;
      await this.audit.changed(tx, actor, 'shorterWeek.propose', subject, { days: days.length });
      await this.messages.writeMessage(tx, {
        dossierId: request.dossierId,
        requestIds: [requestId],
        kind: SHORTER_WEEK,
        towards: PATH,
        args: ({ day, list, weekday }) => ({
          provider: this.supply.provider(providerId)?.name ?? '',
          days: list(row.days.map((name) => weekday(name))),
          until: day(before),
        }),
      });
    });
  }

  /** A family answers for itself. @throws NotFound | Conflict when it was answered or is over */
  async answerAsFamily(actor: Actor, id: Id, answer: WeekAnswer): Promise<void> {
    await this.unitOfWork.run(async (tx) => {
      const { row, request } = await this.lockWeek(tx, id);
      if (!answersWeek(actor, request)) throw new NotFound('shorter week');
      await this.keepAnswer(tx, actor, { row, request }, answer);
    });
  }

  /** The desk notes what a family said. @throws NotFound | Conflict when it was answered or is over */
  async noteAnswer(actor: Actor, requestId: Id, id: Id, answer: WeekAnswer, told: Told): Promise<void> {
    await this.unitOfWork.run(async (tx) => {
      const { row, request } = await this.lockWeek(tx, id);
      if (request.id !== requestId || !mayNoteWeek(actor, request)) throw new NotFound('shorter week');
      await this.keepAnswer(tx, actor, { row, request }, answer, told);
    });
  }

  private async lockWeek(tx: Tx, id: Id): Promise<{ row: ShorterWeek; request: ChildRequest }> {
    const known = await tx.findOne(ShorterWeek, { id });
    if (!known) throw new NotFound('shorter week');
    // The family first: an answer may change its request, and all code locks in that order.
    const request = (await lockFamiliesOf(tx, [known.requestId])).requests.get(known.requestId)!;
    const row = await tx.lock(ShorterWeek, { id });
    if (!row) throw new NotFound('shorter week');
    return { row, request };
  }

  private async keepAnswer(
    tx: Tx,
    actor: Actor,
    { row, request }: { readonly row: ShorterWeek; readonly request: ChildRequest },
    answer: WeekAnswer,
    told?: Told,
  ): Promise<void> {
    const sessions = await this.candidacies.upcomingSessionsFor([row.providerId], tx);
    const { state } = this.standing(row, request, sessions);
    if (state !== 'open') throw new Conflict(refuse(state === 'over' ? 'shorterWeek.over' : 'shorterWeek.answered'));
    if (answer === 'accepted') {
      const { form, child } = await this.answers.formOf(tx, request.id);
      const taking = { ...child, need: takingDays(child.need, row.days.length) };
      await this.answers.writeAnswers(tx, actor, request.id, changedAnswers(form, { ...form, children: [taking] }), {
        told,
      });
    }
    await tx.update(ShorterWeek, { id: row.id }, { answer, answeredBy: actorRef(actor), answeredAt: this.clock.now() });
    await this.audit.changed(tx, actor, 'shorterWeek.answer', { kind: 'request', id: request.id }, { answer });
    await this.staff.writeToStaff(
      tx,
      (grant) => directsEstablishment(grant, row.providerId),
      SHORTER_WEEK_ANSWER,
      () => ({ link: `${this.config.BASE_URL}/eaje/demandes/${request.id}` }),
    );
  }

  /** Lets a proposal that is over without an answer give way. @throws DomainError while one waits for its answer */
  private async endEarlier(
    tx: Tx,
    request: ChildRequest,
    providerId: Id,
    sessions: readonly UpcomingSession[],
  ): Promise<void> {
    const waiting = await tx.find(ShorterWeek, {
      where: { requestId: request.id, providerId, answeredAt: IsNull(), endedAt: IsNull() },
    });
    for (const row of waiting) {
      if (this.standing(row, request, sessions).state === 'open') throw new DomainError(refuse('shorterWeek.waiting'));
      await tx.update(ShorterWeek, { id: row.id }, { endedAt: this.clock.now() });
    }
  }

  private standing(row: ShorterWeek, request: ChildRequest, sessions: readonly UpcomingSession[]): ProposedWeek {
    const session = sessions.find(({ id }) => id === row.sessionId);
    const fixed = session === undefined || row.endedAt !== null;
    const state = stateOfWeek({ answer: row.answer, days: row.days, fixed, request });
    return { row, request, state, before: session && state === 'open' ? this.lastDayOf(session) : null };
  }

  /** The day before which a family answers. A list that waits for places goes on until its session. */
  private lastDayOf({ before, startsAt }: UpcomingSession): Day | null {
    const sits = dayOf(startsAt);
    return before ?? (this.clock.today() < sits ? sits : null);
  }
}
