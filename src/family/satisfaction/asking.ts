import { Injectable, type OnModuleInit } from '@nestjs/common';
import {
  FamilyMessages,
  findDossier,
  findRequest,
  findRequestsOf,
  RequestMoves,
  type ChildRequest,
  type Move,
} from '../../dossier/dossier/index.js';
import { Clock } from '../../foundation/kernel/clock.js';
import type { Id } from '../../foundation/kernel/ids.js';
import { jobType } from '../../foundation/kernel/job-type.js';
import { addDays, instantAt, type Day } from '../../foundation/kernel/time.js';
import type { Tx } from '../../foundation/platform/database/index.js';
import { JobHandlers, Queue } from '../../foundation/platform/queue/index.js';
import { Solutions } from '../../places/placement/index.js';
import { BALLOT } from './ballots.js';
import { DAYS_AFTER_END, DAYS_AFTER_ENTRY, isEnd, mayBeAsked, type EndedRequest } from './domain/ends.js';
import { SATISFACTION } from './message-kinds.js';

const ASK = jobType<{ requestId: Id }>('satisfaction.ask');
const HOUR = '10:00';
const keyOf = (dossierId: Id): string => `${ASK}:${dossierId}`;

const endedOf = ({ state, birthDate, joinedIntoId }: ChildRequest): EndedRequest => ({
  state,
  birthDate,
  isJoined: joinedIntoId !== null,
});

/**
 * Asks a family how it went, some days after one of its requests has ended or its child has entered a place. A family
 * whose next question waits already is not asked twice.
 */
@Injectable()
export class Asking implements OnModuleInit {
  constructor(
    private readonly clock: Clock,
    private readonly moves: RequestMoves,
    private readonly queue: Queue,
    private readonly handlers: JobHandlers,
    private readonly messages: FamilyMessages,
    private readonly solutions: Solutions,
  ) {}

  onModuleInit(): void {
    this.handlers.register({ type: ASK, handle: (tx, { requestId }) => this.askFamily(tx, requestId) });
    this.moves.moved.join('satisfaction plans to ask the family how it went', (tx, moves) => this.planAll(tx, moves));
  }

  private async planAll(tx: Tx, moves: readonly Move[]): Promise<void> {
    const over = moves.filter(
      ({ request, from, to, actor }) =>
        isEnd(to) && !isEnd(from) && actor.kind !== 'import' && mayBeAsked(endedOf(request), []),
    );
    const at = instantAt(addDays(this.clock.today(), DAYS_AFTER_END), HOUR);
    if (over.length > 0)
      await this.queue.planAll(
        tx,
        ASK,
        over.map(({ request: { id: requestId, dossierId } }) => ({
          payload: { requestId },
          at,
          key: keyOf(dossierId),
        })),
      );
  }

  private async askFamily(tx: Tx, requestId: Id): Promise<void> {
    const request = await findRequest(tx, requestId);
    const dossier = request && (await findDossier(tx, request.dossierId));
    if (!request || !dossier || dossier.anonymisedAt !== null || dossier.consents.reminders === false) return;
    const ofFamily = await findRequestsOf(tx, dossier.id);
    if (!mayBeAsked(endedOf(request), ofFamily.map(endedOf))) return;
    const settled = await this.settledOn(tx, request);
    if (settled > this.clock.today()) {
      await this.queue.plan(tx, ASK, { requestId }, { at: instantAt(settled, HOUR), key: keyOf(dossier.id) });
      return;
    }
    const opens = `${BALLOT}:${this.clock.today().slice(0, 7)}` as const;
    await this.messages.writeMessage(tx, {
      dossierId: dossier.id,
      kind: SATISFACTION,
      leadsTo: { opens, path: '/avis' },
    });
  }

  /** The day on which a family knows how its place goes; today where there is no place to come. */
  private async settledOn(tx: Tx, { id, state }: ChildRequest): Promise<Day> {
    const [first] = state === 'placed' ? await this.solutions.ofRequest(tx, id) : [];
    return first ? addDays(first.from, DAYS_AFTER_ENTRY) : this.clock.today();
  }
}
