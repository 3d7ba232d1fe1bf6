import { Injectable } from '@nestjs/common';
import { Config } from '../../config/index.js';
import { FamilyMessages, FamilyReach } from '../../dossier/index.js';
import { Clock } from '../../kernel/clock.js';
import type { Id } from '../../kernel/ids.js';
import { FIRST_LANGUAGE } from '../../kernel/language.js';
import { addHours, dayOf, timeOf } from '../../kernel/time.js';
import type { Reference } from '../../kernel/reference.js';
import type { Tx } from '../../platform/database/index.js';
import { Catalogue, type MessageArgs, type Translator } from '../../platform/i18n/index.js';
import { Outbox } from '../../platform/outbox/index.js';
import { Queue } from '../../platform/queue/index.js';
import { Bodies } from '../bodies/bodies.js';
import {
  PLACES_TASKS,
  SESSION_TASKS,
  taskAt,
  taskKey,
  taskType,
  type PlacesTask,
  type SessionTask,
} from '../domain/session-dates.js';
import { isListing } from '../domain/session-lifecycle.js';
import { CommissionSession, type Body, type BodyMember } from '../persistence/commission.entities.js';
import { Candidacies } from './candidacies.js';
import { aboutConfirming } from './confirmations.js';
import { PlacesDeclarations } from './places-declarations.js';

/** What goes with the mail to members who do not sign in. */
export const AGENDA = 'session-agenda';

/** What follows from the date of a session: jobs that move with it, and the messages they send. */
@Injectable()
export class SessionTasks {
  constructor(
    private readonly clock: Clock,
    private readonly queue: Queue,
    private readonly bodies: Bodies,
    private readonly candidacies: Candidacies,
    private readonly messages: FamilyMessages,
    private readonly reach: FamilyReach,
    private readonly outbox: Outbox,
    private readonly catalogue: Catalogue,
    private readonly declarations: PlacesDeclarations,
    private readonly config: Config,
  ) {}

  /** A date that is past already (a session planned late) runs at once. */
  async plan(tx: Tx, session: CommissionSession, body: Body): Promise<void> {
    for (const task of SESSION_TASKS) {
      await this.queue.plan(
        tx,
        taskType(task),
        { sessionId: session.id },
        { at: taskAt(task, session.startsAt, body.noticeDays), key: taskKey(session.id, task) },
      );
    }
  }

  /** As {@link plan}; a reminder that has gone out already is not sent again unless its new date is still to come. */
  async replan(tx: Tx, session: CommissionSession, body: Body): Promise<void> {
    for (const task of SESSION_TASKS) {
      const at = taskAt(task, session.startsAt, body.noticeDays);
      const waiting = await this.queue.cancel(tx, taskKey(session.id, task));
      // Members are always told of the new date.
      if (waiting || task === 'call' || at > this.clock.now()) {
        await this.queue.plan(tx, taskType(task), { sessionId: session.id }, { at, key: taskKey(session.id, task) });
      }
    }
  }

  async cancel(tx: Tx, sessionId: Id, tasks: readonly SessionTask[] = SESSION_TASKS): Promise<void> {
    for (const task of tasks) await this.queue.cancel(tx, taskKey(sessionId, task));
  }

  /**
   * The directors who have not declared yet, of what comes before a session (domain.md §8); of reminders due at once,
   * the last.
   */
  async askForPlaces(tx: Tx, sessionId: Id, task: PlacesTask): Promise<void> {
    const session = await this.listing(tx, sessionId);
    if (!session) return;
    const body = await this.bodies.get(tx, session.bodyId);
    const later = PLACES_TASKS.slice(PLACES_TASKS.indexOf(task) + 1);
    if (later.some((one) => taskAt(one, session.startsAt, body.noticeDays) <= this.clock.now())) return;
    const members = await this.bodies.membersOf(tx, body.id);
    for (const providerId of await this.declarations.missing(tx, session, body)) {
      const member = members.find(({ personKey }) => personKey === `director:${providerId}`);
      const [provider = ''] = this.declarations.namesOf([providerId]);
      const more = { provider, link: `${this.config.BASE_URL}/eaje/${providerId}/seances/${sessionId}` };
      if (member)
        await this.writeTo(
          tx,
          member,
          task === 'places' ? 'session-places' : 'session-places-again',
          session,
          body,
          more,
        );
    }
  }

  /**
   * A list that cannot be fixed before its places are declared is looked at again the next day; the coordinator sees
   * what it waits for.
   */
  async waitForPlaces(tx: Tx, { id }: CommissionSession): Promise<void> {
    await this.queue.plan(
      tx,
      taskType('freeze'),
      { sessionId: id },
      { at: addHours(this.clock.now(), 24), key: taskKey(id, 'freeze') },
    );
  }

  /** Families that will be judged say that they still need a place. */
  async askToConfirm(tx: Tx, sessionId: Id): Promise<void> {
    const session = await this.listing(tx, sessionId);
    if (!session) return;
    const body = await this.bodies.get(tx, session.bodyId);
    const families = new Set((await this.candidacies.runningIn(tx, sessionId)).map(({ dossierId }) => dossierId));
    for (const dossierId of families)
      await this.messages.write(
        tx,
        dossierId,
        'session-confirm',
        this.sentence(session, body),
        aboutConfirming(sessionId),
        'confirmer',
      );
  }

  /** The session is over, or will not sit: whether a place was still needed before it is nobody's question any more. */
  async endQuestions(tx: Tx, sessionId: Id): Promise<void> {
    await this.reach.over(tx, aboutConfirming(sessionId));
  }

  /** Convocations to every member. */
  async callMembers(tx: Tx, session: CommissionSession, body: Body): Promise<void> {
    for (const member of await this.bodies.membersOf(tx, body.id))
      await this.writeTo(tx, member, 'session-call', session, body);
  }

  /** Members who were called are told that they need not come. */
  async callOff(tx: Tx, session: CommissionSession, body: Body): Promise<void> {
    if (session.state === 'planned') return;
    for (const member of await this.bodies.membersOf(tx, body.id))
      await this.writeTo(tx, member, 'session-called-off', session, body);
  }

  /** The list is fixed: members who sign in are told where its anonymous agenda is, the others are sent it. */
  async sendAgenda(tx: Tx, session: CommissionSession, body: Body): Promise<void> {
    for (const member of await this.bodies.membersOf(tx, body.id)) {
      const kind = member.accountId ? 'session-agenda' : 'session-agenda-file';
      const link = `${this.config.BASE_URL}/commissions/${session.id}/ordre-du-jour`;
      await this.writeTo(
        tx,
        member,
        kind,
        session,
        body,
        member.accountId ? { link } : {},
        member.accountId ? null : `${AGENDA}:${session.id}`,
      );
    }
  }

  /**
   * The session goes on another day: members hear where and when, and what comes after it follows. @param session at
   * its new date
   */
  async tellPause(tx: Tx, session: CommissionSession, body: Body): Promise<void> {
    for (const member of await this.bodies.membersOf(tx, body.id))
      await this.writeTo(tx, member, 'session-pause', session, body);
    await this.queue.plan(
      tx,
      taskType('minutes'),
      { sessionId: session.id },
      { at: taskAt('minutes', session.startsAt, body.noticeDays), key: taskKey(session.id, 'minutes') },
    );
  }

  /** Closed and not signed: its chair is asked to. */
  async askToSign(tx: Tx, sessionId: Id): Promise<void> {
    const session = await tx.findOne(CommissionSession, { id: sessionId });
    if (session?.state !== 'closed') return;
    const body = await this.bodies.get(tx, session.bodyId);
    const chairs = (await this.bodies.membersOf(tx, body.id)).filter(({ role }) => role === 'chair');
    for (const member of chairs) await this.writeTo(tx, member, 'session-minutes', session, body);
  }

  private async listing(tx: Tx, sessionId: Id): Promise<CommissionSession | null> {
    const session = await tx.findOne(CommissionSession, { id: sessionId });
    return session && isListing(session.state) ? session : null;
  }

  /** A member without an address gets a letter: it stays in the outbox for a person to print. */
  private async writeTo(
    tx: Tx,
    member: BodyMember,
    kind: string,
    session: CommissionSession,
    body: Body,
    more: MessageArgs = {},
    attachment: Reference | null = null,
  ): Promise<void> {
    // Members speak the institution's language; families have their own.
    const words = this.catalogue.translator(FIRST_LANGUAGE);
    const values = { ...this.sentence(session, body)(words), ...more, member: member.label };
    await this.outbox.write(tx, {
      kind,
      dossierId: null,
      channel: member.email ? 'email' : 'letter',
      recipient: member.email ?? member.label,
      language: words.lang,
      subject: words.t(`mail.${kind}.subject`, values),
      body: words.t(`mail.${kind}.body`, values),
      about: `session:${session.id}`,
      attachment,
    });
  }

  private sentence(session: CommissionSession, body: Body): (words: Translator) => MessageArgs {
    return ({ fullDay, time, day }) => ({
      body: body.name,
      day: fullDay(dayOf(session.startsAt)),
      time: time(timeOf(session.startsAt)),
      room: session.room,
      freeze: day(dayOf(taskAt('freeze', session.startsAt, body.noticeDays))),
    });
  }
}
