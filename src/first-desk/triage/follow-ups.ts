import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Config } from '../../foundation/config/index.js';
import {
  awaitedIn,
  Dossiers,
  FamilyMessages,
  FamilyReach,
  findOpenRequestsOf,
  findRequest,
  nextActOf,
  RequestMoves,
  NextActs,
  type ChildRequest,
  type Move,
  type RequestFile,
} from '../../dossier/dossier/index.js';
import { Clock } from '../../foundation/kernel/clock.js';
import type { Id } from '../../foundation/kernel/ids.js';
import { jobType } from '../../foundation/kernel/job-type.js';
import { dayOf, type Day, type Instant } from '../../foundation/kernel/time.js';
import type { Reference } from '../../foundation/kernel/reference.js';
import type { Tx } from '../../foundation/platform/database/index.js';
import { Outbox } from '../../foundation/platform/outbox/index.js';
import { JobHandlers, Nightly, Queue } from '../../foundation/platform/queue/index.js';
import { SYSTEM, type Actor } from '../../foundation/platform/security/index.js';
import { nextStep, type FollowUpStep } from './domain/follow-up.js';
import { deleteFollowUpsOf, listSilentRequests } from './persistence/follow-ups.queries.js';
import { Enquiry, FollowUp } from './persistence/triage.entities.js';
import { SILENCE } from './message-kinds.js';

const EVERY_DAY = jobType('triage.follow-ups');
const SLICE = jobType<{ after: Id | '' }>('triage.follow-ups-slice');
const ONE = jobType<{ requestId: Id }>('triage.follow-up');
/** For how many requests one unit of work plans jobs. Each unit holds SQLite's only writer. */
const REQUESTS_PLANNED = 200;
/** Families are written to in the morning, at this hour. */
const HOUR = '07:00';

/** The reference of a reminder's subject (`Message.about`). */
export const aboutSilence = (requestId: Id): Reference => `silence:${requestId}`;

/**
 * Follows up families that do not answer: two reminders, a call, and then their request lapses (domain.md §5). A
 * request never lapses at once, nor without the family being told.
 */
@Injectable()
export class FollowUps implements OnModuleInit {
  constructor(
    private readonly config: Config,
    private readonly clock: Clock,
    private readonly queue: Queue,
    private readonly nightly: Nightly,
    private readonly handlers: JobHandlers,
    private readonly dossiers: Dossiers,
    private readonly moves: RequestMoves,
    private readonly acts: NextActs,
    private readonly messages: FamilyMessages,
    private readonly outbox: Outbox,
    private readonly reach: FamilyReach,
  ) {}

  async onModuleInit(): Promise<void> {
    this.handlers.register({ type: ONE, handle: (tx, { requestId }) => this.followUp(tx, requestId) });
    this.handlers.register({ type: SLICE, handle: (tx, { after }) => this.planDue(tx, after) });
    // Any move of the request either is an answer or makes the question pointless.
    this.moves.moved.join('triage closes what was asked of the family', (tx, moves) => this.answered(tx, moves));
    await this.nightly.every(EVERY_DAY, HOUR, async (tx) => {
      await this.planDue(tx, '');
      return false;
    });
  }

  /**
   * The family spoke with its desk: nobody has to ring it any more, and what it was asked begins anew. Where it had
   * only to be reached, and no message waits to be told, it is.
   */
  async recordHeard(tx: Tx, actor: Actor, requestId: Id): Promise<void> {
    const request = await findRequest(tx, requestId);
    if (!request) return;
    for (const asked of await findOpenRequestsOf(tx, [request.dossierId])) {
      const act = nextActOf(asked.state, this.clock.today());
      const isRung = asked.id === requestId && asked.nextAct === 'ring';
      // Whoever came with a list knows of it now, and so of all its requests.
      if (!act || !(isRung || asked.nextAct === 'first_contact')) continue;
      await deleteFollowUpsOf(tx, [asked.id]);
      await this.acts.setNextAct(tx, actor, asked.id, asked.state, act);
    }
    await this.reach.recordSpoken(tx, request.dossierId);
  }

  private async answered(tx: Tx, moves: readonly Move[]): Promise<void> {
    await deleteFollowUpsOf(
      tx,
      moves.map(({ request }) => request.id),
    );
  }

  /**
   * Plans one job for each request, so that a problem with one family does not delay the others. It works a slice at a
   * time, and each slice plans the next.
   * @param after the last request of the slice before, '' for the first. A request that the desk has to call stays due
   * for days, so the due requests alone do not tell where to go on
   */
  private async planDue(tx: Tx, after: Id | ''): Promise<void> {
    const due = await listSilentRequests(tx, this.clock.today(), { after, most: REQUESTS_PLANNED });
    await this.queue.planAll(
      tx,
      ONE,
      due.map((id) => ({ payload: { requestId: id }, key: `${ONE}:${id}` })),
    );
    const last = due.at(-1);
    if (last && due.length === REQUESTS_PLANNED)
      await this.queue.plan(tx, SLICE, { after: last }, { key: `${SLICE}:${last}` });
  }

  private async followUp(tx: Tx, requestId: Id): Promise<void> {
    const file = await this.dossiers.loadRequest(tx, requestId);
    const record = await tx.findOne(FollowUp, { requestId });
    const step = await this.stepFor(tx, file, record);
    if (step === null) return;
    const { request } = file;
    if (step.kind === 'lapse') {
      const unrung = !canBeRung(file);
      await this.moves.move(tx, SYSTEM, requestId, 'lapse', {
        facts: { unansweredReminders: record!.reminders, callsLogged: unrung ? 0 : 1, unrung },
      });
      return;
    }
    if (step.kind === 'reach') {
      await this.acts.askToReach(tx, request.dossierId);
      return;
    }
    if (!(await this.acts.setNextAct(tx, SYSTEM, requestId, request.state, step.act))) return;
    const asked = record?.asked ?? (request.nextAct as FollowUp['asked']);
    const reminders = record?.reminders ?? 0;
    await tx.insertIfAbsent(FollowUp, { requestId, asked, reminders, since: this.clock.now() });
    if (step.kind !== 'remind') return;
    await this.messages.writeMessage(tx, {
      dossierId: request.dossierId,
      requestIds: [requestId],
      kind: SILENCE[asked],
      args: ({ t, day }) => ({
        day: day(step.act.due),
        answers: awaitedIn(file)
          .map((gap) => `\n– ${t(`gap.${gap}`)}`)
          .join(''),
      }),
      about: aboutSilence(requestId),
    });
    await tx.update(FollowUp, { requestId }, { reminders: reminders + 1 });
  }

  private async stepFor(tx: Tx, file: RequestFile, record: FollowUp | null): Promise<FollowUpStep | null> {
    const { request, dossier, adults } = file;
    if (dossier.origin === 'import' && !(await this.messages.wasTold(tx, dossier.id))) {
      const act = { code: 'first_contact' as const, due: this.clock.today(), owner: 'desk' as const };
      await this.acts.setNextAct(tx, SYSTEM, request.id, request.state, act);
      return null;
    }
    const toRing = request.nextAct === 'ring';
    if (!toRing && request.nextAct !== 'confirm' && request.nextAct !== 'complete') return null;
    const today = this.clock.today();
    return nextStep(
      {
        asked: record?.asked ?? (toRing ? 'confirm' : (request.nextAct as FollowUp['asked'])),
        reminders: record?.reminders ?? 0,
        reachable:
          this.messages.reachableInWriting(adults.map(({ details }) => details)) &&
          dossier.consents.reminders !== false,
        canBeRung: canBeRung(file),
        remindedOn: record && (await this.remindedOn(tx, request)),
        rangInVain: record !== null && (await this.rangInVain(tx, request.id, record.since)),
        due: request.nextActDue !== null && request.nextActDue < today,
        toRing,
      },
      today,
      this.config.LAPSE_UNRUNG_DAYS,
    );
  }

  private async remindedOn(tx: Tx, { id, dossierId }: Pick<ChildRequest, 'id' | 'dossierId'>): Promise<Day | null> {
    const last = (await this.outbox.ofDossier(tx, dossierId)).find(({ about }) => about === aboutSilence(id));
    return last ? dayOf(last.createdAt) : null;
  }

  private async rangInVain(tx: Tx, requestId: Id, since: Instant): Promise<boolean> {
    const calls = await tx.find(Enquiry, { where: { requestId, subject: 'call_unanswered' } });
    return calls.some(({ at }) => at >= since);
  }
}

const canBeRung = ({ adults }: RequestFile): boolean => adults.some(({ phone }) => phone !== null);
