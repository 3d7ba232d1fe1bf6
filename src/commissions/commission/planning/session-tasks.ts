import { Injectable } from '@nestjs/common';
import { Config } from '../../../foundation/config/index.js';
import { FamilyMessages, FamilyReach } from '../../../dossier/dossier/index.js';
import { groupedBy } from '../../../foundation/kernel/grouped-by.js';
import { Clock } from '../../../foundation/kernel/clock.js';
import type { Id } from '../../../foundation/kernel/ids.js';
import { FIRST_LANGUAGE } from '../../../foundation/kernel/language.js';
import { addHours, dayOf, timeOf } from '../../../foundation/kernel/time.js';
import type { Reference } from '../../../foundation/kernel/reference.js';
import type { Tx } from '../../../foundation/platform/database/index.js';
import { Catalogue, type MessageArgs, type Translator } from '../../../foundation/platform/i18n/index.js';
import { MessageTexts, Outbox, type ArgsOf, type MessageKind } from '../../../foundation/platform/outbox/index.js';
import { findJobs, Queue } from '../../../foundation/platform/queue/index.js';
import { Bodies } from '../bodies/bodies.js';
import { directorOf, MemberWays, type WrittenTo } from '../bodies/member-ways.js';
import {
  answerBefore,
  isDayPast,
  PLACES_TASKS,
  SESSION_TASKS,
  taskAt,
  taskKey,
  taskType,
  type PlacesTask,
  type SessionTask,
} from '../domain/session-dates.js';
import { isListing } from '../domain/session-lifecycle.js';
import { CommissionSession, type Body } from '../persistence/commission.entities.js';
import { Candidacies } from './candidacies.js';
import { aboutConfirming } from './confirmations.js';
import { PlacesDeclarations } from './places-declarations.js';
import { unreachedBy } from './task-moments.js';
import {
  SESSION_AGENDA,
  SESSION_AGENDA_FILE,
  SESSION_CALL,
  SESSION_CALLED_OFF,
  SESSION_CONFIRM,
  SESSION_MINUTES,
  SESSION_PAUSE,
  SESSION_PLACES,
  SESSION_PLACES_AGAIN,
} from './message-kinds.js';

/** The file that goes with the mail to members who do not sign in. */
export const AGENDA = 'session-agenda';

/** What is written to one member. */
interface Notice {
  readonly member: WrittenTo;
  readonly kind: MessageKind;
  readonly more?: MessageArgs;
  readonly attachment?: Reference;
}

/** What follows from the date of a session: the jobs, which move with it, and the messages that they send. */
@Injectable()
export class SessionTasks {
  constructor(
    private readonly clock: Clock,
    private readonly queue: Queue,
    private readonly bodies: Bodies,
    private readonly ways: MemberWays,
    private readonly candidacies: Candidacies,
    private readonly messages: FamilyMessages,
    private readonly reach: FamilyReach,
    private readonly outbox: Outbox,
    private readonly texts: MessageTexts,
    private readonly catalogue: Catalogue,
    private readonly declarations: PlacesDeclarations,
    private readonly config: Config,
  ) {}

  /** Plans the jobs of a session. When the session is planned late, a job whose date is past runs at once. */
  async planTasks(tx: Tx, session: CommissionSession, body: Body): Promise<void> {
    for (const task of SESSION_TASKS) {
      await this.queue.plan(
        tx,
        taskType(task),
        { sessionId: session.id },
        { at: taskAt(task, session.startsAt, body.noticeDays), key: taskKey(session.id, task) },
      );
    }
  }

  /**
   * {@link planTasks} for a session that has moved. A reminder that was already sent is not sent again, unless its new date
   * is still to come; who could not be written to then is still tried.
   */
  async replanTasks(tx: Tx, session: CommissionSession, body: Body): Promise<void> {
    for (const task of SESSION_TASKS) {
      const [at, key] = [taskAt(task, session.startsAt, body.noticeDays), taskKey(session.id, task)];
      const left = at > this.clock.now() ? null : await this.findUnreached(tx, session.id, task);
      const waiting = await this.queue.cancel(tx, key);
      // The convocation is always sent again, because members must learn the new date.
      if (left) await this.tryTomorrow(tx, session.id, task, left);
      else if (waiting || task === 'call' || at > this.clock.now())
        await this.queue.plan(tx, taskType(task), { sessionId: session.id }, { at, key });
    }
  }

  /** Those whom a task waits to write to; null when it does not. */
  private async findUnreached(tx: Tx, sessionId: Id, task: SessionTask): Promise<readonly Id[] | null> {
    const [job] = await findJobs(tx, [taskKey(sessionId, task)]);
    return job ? unreachedBy(job) : null;
  }

  /** Plans anew when the chair is reminded of the minutes: the session sits on another day than was planned. */
  async planMinutes(tx: Tx, session: Pick<CommissionSession, 'id' | 'startsAt'>, body: Body): Promise<void> {
    await this.queue.cancel(tx, taskKey(session.id, 'minutes'));
    await this.queue.plan(
      tx,
      taskType('minutes'),
      { sessionId: session.id },
      { at: taskAt('minutes', session.startsAt, body.noticeDays), key: taskKey(session.id, 'minutes') },
    );
  }

  async cancelTasks(tx: Tx, sessionId: Id, tasks: readonly SessionTask[] = SESSION_TASKS): Promise<void> {
    for (const task of tasks) await this.queue.cancel(tx, taskKey(sessionId, task));
  }

  /**
   * Asks the directors who have not declared yet (domain.md §8). When several reminders are due at once, only the last
   * is sent. Who cannot be written to is tried each day until then.
   * @param only establishments to which it could not be written before; all when absent
   */
  async askForPlaces(tx: Tx, sessionId: Id, task: PlacesTask, only?: readonly Id[]): Promise<void> {
    const session = await this.listing(tx, sessionId);
    if (!session) return;
    const body = await this.bodies.readBody(tx, session.bodyId);
    const later = PLACES_TASKS.slice(PLACES_TASKS.indexOf(task) + 1);
    if (later.some((other) => taskAt(other, session.startsAt, body.noticeDays) <= this.clock.now())) return;
    const members = await this.bodies.membersOf(tx, body.id);
    const missing = await this.declarations.listMissing(tx, session, body);
    const asked = missing
      .filter((id) => only?.includes(id) ?? true)
      .map((providerId) => {
        const [provider = ''] = this.declarations.namesOf([providerId]);
        const more = { provider, link: `${this.config.BASE_URL}/eaje/${providerId}/seances/${sessionId}` };
        const kind = task === 'places' ? SESSION_PLACES : SESSION_PLACES_AGAIN;
        return { providerId, member: directorOf(members, providerId, provider), kind, more };
      });
    const unreached = await this.writeNotices(tx, session, body, asked);
    const left = asked.filter(({ member }) => unreached.includes(member.id)).map(({ providerId }) => providerId);
    if (left.length > 0) await this.tryTomorrow(tx, sessionId, task, left);
  }

  /**
   * Takes up a task again the next day: a list whose places are not declared yet, a message to somebody of whom nobody
   * has said where they are written to. The coordinator sees what is waited for.
   * @param only those whom the task could not write to
   */
  async tryTomorrow(tx: Tx, sessionId: Id, task: SessionTask, only?: readonly Id[]): Promise<void> {
    await this.queue.plan(tx, taskType(task), only ? { sessionId, only } : { sessionId }, {
      at: addHours(this.clock.now(), 24),
      key: taskKey(sessionId, task),
    });
  }

  /** Asks the families that will be judged whether they still need a place. */
  async askToConfirm(tx: Tx, sessionId: Id): Promise<void> {
    const session = await this.listing(tx, sessionId);
    if (!session) return;
    const body = await this.bodies.readBody(tx, session.bodyId);
    if (answerBefore(session.startsAt, body.noticeDays, this.clock.today()) === null) return;
    const families = groupedBy(await this.candidacies.runningIn(tx, sessionId), ({ dossierId }) => dossierId);
    for (const [dossierId, cases] of families)
      await this.messages.writeMessage(tx, {
        dossierId,
        requestIds: cases.map(({ requestId }) => requestId),
        kind: SESSION_CONFIRM,
        args: this.noticeWords(session, body),
        about: aboutConfirming(sessionId),
        towards: 'confirmer',
      });
  }

  /** Ends these questions: the session is over or will not take place, so their answer no longer matters. */
  async endQuestions(tx: Tx, sessionId: Id): Promise<void> {
    await this.reach.cancelMessages(tx, aboutConfirming(sessionId));
  }

  /**
   * Writes the convocation to members, all of them or some.
   * @returns those to whom it could not be written, because nobody has said where
   */
  async callMembers(tx: Tx, session: CommissionSession, body: Body, only?: readonly Id[]): Promise<Id[]> {
    if (this.isOver(session)) return [];
    const members = (await this.bodies.membersOf(tx, body.id)).filter(({ id }) => only?.includes(id) ?? true);
    return this.writeNotices(tx, session, body, withKind(members, SESSION_CALL));
  }

  /** Tells members who were already called that the session will not take place. */
  async callOff(tx: Tx, session: CommissionSession, body: Body): Promise<void> {
    if (session.state === 'planned' || this.isOver(session)) return;
    const members = await this.bodies.membersOf(tx, body.id);
    await this.writeNotices(tx, session, body, withKind(members, SESSION_CALLED_OFF));
  }

  /**
   * Sends the anonymous agenda once the list is fixed. Members who sign in are told where it is, and the others
   * receive the file.
   */
  async sendAgenda(tx: Tx, session: CommissionSession, body: Body): Promise<void> {
    if (this.isOver(session)) return;
    const link = `${this.config.BASE_URL}/commissions/${session.id}/ordre-du-jour`;
    const notices = (await this.bodies.membersOf(tx, body.id)).map((member): Notice =>
      member.accountId
        ? { member, kind: SESSION_AGENDA, more: { link } }
        : { member, kind: SESSION_AGENDA_FILE, attachment: `${AGENDA}:${session.id}` },
    );
    await this.writeNotices(tx, session, body, notices);
  }

  /**
   * Tells members when and where a paused session goes on, and plans what follows from that date.
   * @param session with its new date
   */
  async tellPause(tx: Tx, session: CommissionSession, body: Body): Promise<void> {
    await this.writeNotices(tx, session, body, withKind(await this.bodies.membersOf(tx, body.id), SESSION_PAUSE));
    await this.planMinutes(tx, session, body);
  }

  /** Reminds the chair of a closed session whose minutes are not signed. */
  async askToSign(tx: Tx, sessionId: Id): Promise<void> {
    const session = await tx.findOne(CommissionSession, { id: sessionId });
    if (session?.state !== 'closed') return;
    const body = await this.bodies.readBody(tx, session.bodyId);
    const chairs = (await this.bodies.membersOf(tx, body.id)).filter(({ role }) => role === 'chair');
    await this.writeNotices(tx, session, body, withKind(chairs, SESSION_MINUTES));
  }

  private async listing(tx: Tx, sessionId: Id): Promise<CommissionSession | null> {
    const session = await tx.findOne(CommissionSession, { id: sessionId });
    return session && isListing(session.state) && !this.isOver(session) ? session : null;
  }

  /** Nobody is written to about a date that is past, however late a job runs. */
  private isOver({ startsAt }: Pick<CommissionSession, 'startsAt'>): boolean {
    return isDayPast(startsAt, this.clock.today());
  }

  /**
   * Writes to members. One without a mail address gets a letter, which waits in the outbox until a person prints it.
   * @returns those of whom nobody has said where they are written to
   */
  private async writeNotices(
    tx: Tx,
    session: CommissionSession,
    body: Body,
    notices: readonly Notice[],
  ): Promise<Id[]> {
    const ways = await this.ways.findWays(
      tx,
      notices.map(({ member }) => member),
    );
    // Members are written to in the language of the institution. Only families choose a language.
    const words = this.catalogue.translator(FIRST_LANGUAGE);
    const unreached: Id[] = [];
    for (const { member, kind, more = {}, attachment = null } of notices) {
      const way = ways.get(member.id);
      if (!way) {
        unreached.push(member.id);
        continue;
      }
      const values = { ...this.noticeWords(session, body)(words), ...more, member: member.label };
      const { subject, body: written } = this.texts.write(kind, words, values);
      await this.outbox.writeMessage(tx, {
        kind: kind.code,
        dossierId: null,
        ...way,
        language: words.lang,
        subject,
        body: written,
        about: `session:${session.id}`,
        attachment,
      });
    }
    return unreached;
  }

  private noticeWords(session: CommissionSession, body: Body): (words: Translator) => ArgsOf<typeof SESSION_CONFIRM> {
    return ({ fullDay, time, day }) => ({
      body: body.name,
      day: fullDay(dayOf(session.startsAt)),
      time: time(timeOf(session.startsAt)),
      room: session.room,
      freeze: day(dayOf(taskAt('freeze', session.startsAt, body.noticeDays))),
      list: answerBefore(session.startsAt, body.noticeDays, this.clock.today()) === null ? 'waiting' : 'dated',
    });
  }
}

const withKind = (members: readonly WrittenTo[], kind: MessageKind): Notice[] =>
  members.map((member) => ({ member, kind }));
