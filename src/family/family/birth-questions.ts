import { Injectable, type OnModuleInit } from '@nestjs/common';
import {
  FamilyMessages,
  findBirthsHeldBy,
  findDossier,
  findRequest,
  isBirthHeld,
  isExpected,
  isOpen,
  mayTellBirth,
  NOT_BORN_DAYS,
  RequestMoves,
} from '../../dossier/dossier/index.js';
import { Clock } from '../../foundation/kernel/clock.js';
import type { Id } from '../../foundation/kernel/ids.js';
import { jobType } from '../../foundation/kernel/job-type.js';
import type { Reference } from '../../foundation/kernel/reference.js';
import { addDays, instantAt } from '../../foundation/kernel/time.js';
import type { Tx } from '../../foundation/platform/database/index.js';
import { Outbox } from '../../foundation/platform/outbox/index.js';
import { JobHandlers, Nightly, Queue } from '../../foundation/platform/queue/index.js';
import { listChildrenDue, wasAskedSince } from './persistence/births.queries.js';
import { BIRTH } from './message-kinds.js';

const EVERY_DAY = jobType('family.births');
const SLICE = jobType<{ after: Id | '' }>('family.births-slice');
const ASK = jobType<{ requestId: Id }>('family.birth');
const HOUR = '07:30';
/** So many days past the date, the family of a child who has a place is not asked any more: its nursery knows the child. */
const DAYS_TO_ASK = 7;
/** Days until it is looked again whether a question that is held may be asked. */
const DAYS_HELD = 1;
/** For how many requests one unit of work plans jobs. Each unit holds SQLite's only writer. */
const REQUESTS_PLANNED = 200;

/** The reference of the question's message (`Message.about`). */
export const aboutBirth = (requestId: Id): Reference => `birth:${requestId}`;

/**
 * Asks a family, on the day when its child is due, whether it is born. It is asked once, and again only when it answers
 * "not yet". Silence means nothing and changes nothing. Where another request of what may be the same child has ended,
 * nothing is asked until its desk has judged whether it is.
 */
@Injectable()
export class BirthQuestions implements OnModuleInit {
  constructor(
    private readonly clock: Clock,
    private readonly queue: Queue,
    private readonly nightly: Nightly,
    private readonly handlers: JobHandlers,
    private readonly messages: FamilyMessages,
    private readonly moves: RequestMoves,
    private readonly outbox: Outbox,
  ) {}

  async onModuleInit(): Promise<void> {
    this.handlers.register({ type: ASK, handle: (tx, { requestId }) => this.askFamily(tx, requestId) });
    this.handlers.register({ type: SLICE, handle: (tx, { after }) => this.planDue(tx, after) });
    this.moves.moved.join(
      'family holds what is written about the birth of what may be the same unborn child',
      async (tx, moves) => {
        for (const { request, to } of moves)
          if (!isOpen(to) && isExpected(request)) await this.holdBirths(tx, request.id);
      },
    );
    this.moves.moved.join('family asks again about a birth that is not known', async (tx, moves) => {
      for (const { request, action, actor } of moves) {
        if (action === 'reportNotBorn') await this.askIn(tx, request.id, NOT_BORN_DAYS);
        // A commission does not judge the request meanwhile.
        if (action === 'unlist' && actor.kind === 'system') await this.queue.plan(tx, ASK, { requestId: request.id });
      }
    });
    await this.nightly.every(EVERY_DAY, HOUR, async (tx) => {
      await this.planDue(tx, '');
      return false;
    });
  }

  private async askIn(tx: Tx, requestId: Id, days: number): Promise<void> {
    const at = instantAt(addDays(this.clock.today(), days), HOUR);
    await this.queue.plan(tx, ASK, { requestId }, { at, key: `${ASK}:${requestId}` });
  }

  /** Takes back the letters that were not printed yet; they are written again once the desk has judged. */
  private async holdBirths(tx: Tx, endedId: Id): Promise<void> {
    for (const requestId of await findBirthsHeldBy(tx, endedId)) {
      const dropped = await this.outbox.dropAbout(tx, aboutBirth(requestId));
      if (dropped.length > 0) await this.askIn(tx, requestId, DAYS_HELD);
    }
  }

  /** @param after the last request of the slice before, '' for the first */
  private async planDue(tx: Tx, after: Id | ''): Promise<void> {
    const today = this.clock.today();
    const days = { from: addDays(today, -DAYS_TO_ASK), to: today };
    const due = await listChildrenDue(tx, days, { after, most: REQUESTS_PLANNED });
    await this.queue.planAll(
      tx,
      ASK,
      due.map((id) => ({ payload: { requestId: id }, key: `${ASK}:${id}` })),
    );
    const last = due.at(-1);
    if (last && due.length === REQUESTS_PLANNED)
      await this.queue.plan(tx, SLICE, { after: last }, { key: `${SLICE}:${last}` });
  }

  private async askFamily(tx: Tx, requestId: Id): Promise<void> {
    const request = await findRequest(tx, requestId);
    if (!request || !isExpected(request) || !mayTellBirth(request)) return;
    if (await isBirthHeld(tx, requestId)) return this.askIn(tx, requestId, DAYS_HELD);
    // A question that was held and the night's own may come on one morning.
    if (await wasAskedSince(tx, requestId, instantAt(this.clock.today()))) return;
    const { consents, origin } = (await findDossier(tx, request.dossierId))!;
    if (consents.reminders === false || !(await this.messages.isWritable(tx, request.dossierId))) return;
    // The first message to a family that came with a list is an act of its desk (domain.md §4).
    if (origin === 'import' && !(await this.messages.wasTold(tx, request.dossierId))) return;
    await this.messages.writeMessage(tx, {
      dossierId: request.dossierId,
      requestIds: [requestId],
      kind: BIRTH,
      args: ({ day }) => ({ due: day(request.dueDate!) }),
      about: aboutBirth(requestId),
      towards: 'naissance',
    });
  }
}
