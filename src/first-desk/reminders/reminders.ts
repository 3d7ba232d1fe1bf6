import { Injectable } from '@nestjs/common';
import { In, IsNull } from 'typeorm';
import {
  Dossiers,
  findJoinedInto,
  findRequest,
  findRequests,
  lockRequest,
  lockRequestToWrite,
  type ChildRequest,
  type DeskNotice,
} from '../../dossier/dossier/index.js';
import { Clock } from '../../foundation/kernel/clock.js';
import { groupedBy } from '../../foundation/kernel/grouped-by.js';
import { newId, type Id } from '../../foundation/kernel/ids.js';
import { Conflict, DomainError, NotFound, refuse } from '../../foundation/kernel/refusal.js';
import { addDays, type Day } from '../../foundation/kernel/time.js';
import { Audit } from '../../foundation/platform/audit/index.js';
import { Reader, UnitOfWork, type Tx } from '../../foundation/platform/database/index.js';
import { actorRef, type Actor } from '../../foundation/platform/security/index.js';
import { judgeReminder, POSTPONED_BY, type ReminderWords } from './domain/reminder.js';
import { listOpenReminders } from './persistence/open-reminders.queries.js';
import { Reminder } from './persistence/reminder.entity.js';
import { desksReminded, mayKeepReminders } from './reminders.policy.js';

/** A reminder that waits, with the request that it is about. */
export interface OpenReminder {
  readonly id: Id;
  readonly text: string;
  readonly day: Day;
  readonly request: ChildRequest;
}

/** What agents want to be reminded of about a request. It changes nothing of the request. */
@Injectable()
export class Reminders {
  constructor(
    private readonly reader: Reader,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly dossiers: Dossiers,
    private readonly audit: Audit,
  ) {}

  /** Those of a request of the actor's desk and of what was joined to it: the open ones by day, then the closed ones. @throws NotFound */
  async readAtDesk(actor: Actor, requestId: Id): Promise<{ request: ChildRequest; reminders: Reminder[] }> {
    const { request } = await this.dossiers.requestFile(actor, requestId);
    if (!mayKeepReminders(actor, request)) throw new NotFound('request');
    const joined = await findJoinedInto(this.reader, [requestId]);
    const reminders = await this.reader.find(Reminder, {
      where: { requestId: In([requestId, ...joined.map(({ id }) => id)]) },
      order: { day: 'ASC', id: 'ASC' },
    });
    const isOpen = ({ doneAt }: Reminder): boolean => doneAt === null;
    return { request, reminders: [...reminders.filter(isOpen), ...reminders.filter((one) => !isOpen(one)).reverse()] };
  }

  /** What waits at the desks of an actor, by day. @param until the last day that counts; null for all @param most rows */
  async listOpen(actor: Actor, { until, most }: { until: Day | null; most: number }): Promise<OpenReminder[]> {
    const rows = await listOpenReminders(this.reader, desksReminded(actor), { until, most });
    const requests = await findRequests(this.reader, [...new Set(rows.map(({ requestId }) => requestId))]);
    const byId = new Map(requests.map((request) => [request.id, request]));
    return rows.map(({ requestId, ...row }) => ({ ...row, request: byId.get(requestId)! }));
  }

  /** What the page of a request tells its desk, of what was joined to it too. */
  async listNotices(requestIds: readonly Id[]): Promise<Map<Id, DeskNotice>> {
    const joined = new Map(
      (await findJoinedInto(this.reader, requestIds)).map(({ id, joinedIntoId }) => [id, joinedIntoId!]),
    );
    const open = groupedBy(
      await this.reader.find(Reminder, {
        where: { requestId: In([...requestIds, ...joined.keys()]), doneAt: IsNull() },
        order: { day: 'ASC', id: 'ASC' },
      }),
      ({ requestId }) => joined.get(requestId) ?? requestId,
    );
    const today = this.clock.today();
    return new Map(
      requestIds.map((requestId) => {
        const [first, ...more] = open.get(requestId) ?? [];
        return [
          requestId,
          {
            says: first
              ? { key: 'reminder.waiting', args: { day: first.day, text: first.text, more: more.length } }
              : null,
            isForDesk: first !== undefined && first.day <= today,
            path: 'rappels',
            link: first ? 'reminder.see' : 'reminder.add',
          },
        ];
      }),
    );
  }

  /** By request, for each by its day: what the desk hands over to the family. The caller authorises. */
  async listOfAll(requestIds: readonly Id[]): Promise<Map<Id, Reminder[]>> {
    if (requestIds.length === 0) return new Map();
    const rows = await this.reader.find(Reminder, {
      where: { requestId: In([...requestIds]) },
      order: { day: 'ASC', id: 'ASC' },
    });
    return groupedBy(rows, ({ requestId }) => requestId);
  }

  /** @throws NotFound | DomainError when it says nothing, or its day is past or too far away */
  async writeReminder(actor: Actor, requestId: Id, words: ReminderWords): Promise<void> {
    await this.unitOfWork.run((tx) => this.writeIn(tx, actor, requestId, words));
  }

  /** {@link writeReminder} within an open unit. */
  async writeIn(tx: Tx, actor: Actor, requestId: Id, words: ReminderWords): Promise<void> {
    const request = await lockRequestToWrite(tx, requestId);
    if (!request || !mayKeepReminders(actor, request)) throw new NotFound('request');
    const refusal = judgeReminder(words, this.clock.today());
    if (refusal) throw new DomainError(refusal);
    await tx.insert(Reminder, {
      id: newId(),
      requestId,
      text: words.text.trim(),
      day: words.day,
      writtenBy: actorRef(actor),
      writtenAt: this.clock.now(),
      doneAt: null,
      doneBy: null,
    });
    await this.audit.changed(tx, actor, 'reminder.write', { kind: 'request', id: requestId }, { day: words.day });
  }

  /** @returns the request that it was about @throws NotFound | Conflict when somebody closed it meanwhile */
  async closeReminder(actor: Actor, id: Id): Promise<Id> {
    return this.act(actor, id, 'reminder.close', { doneAt: this.clock.now(), doneBy: actorRef(actor) });
  }

  /** Puts a reminder off until a week from today. @returns the request that it is about @throws NotFound | Conflict */
  async postponeReminder(actor: Actor, id: Id): Promise<Id> {
    return this.act(actor, id, 'reminder.postpone', { day: addDays(this.clock.today(), POSTPONED_BY) });
  }

  private async act(actor: Actor, id: Id, action: string, patch: Partial<Reminder>): Promise<Id> {
    return this.unitOfWork.run(async (tx) => {
      const request = await this.lockRequestOf(tx, id);
      if (!request || !mayKeepReminders(actor, request)) throw new NotFound('reminder');
      const reminder = await tx.findOne(Reminder, { id });
      if (!reminder) throw new NotFound('reminder');
      if (reminder.doneAt !== null) throw new Conflict(refuse('reminder.closed'));
      await tx.update(Reminder, { id }, patch);
      await this.audit.changed(tx, actor, action, { kind: 'request', id: request.id });
      return request.joinedIntoId ?? request.id;
    });
  }

  private async lockRequestOf(tx: Tx, id: Id): Promise<ChildRequest | null> {
    const known = await tx.findOne(Reminder, { id });
    const request = known && (await findRequest(tx, known.requestId));
    return request && lockRequest(tx, request.id);
  }
}
