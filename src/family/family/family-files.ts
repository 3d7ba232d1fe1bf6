import { Injectable } from '@nestjs/common';
import {
  AskedProofs,
  PointsToday,
  SessionAnswers,
  FamilyStandings,
  type AwaitedProof,
  type CountedPoints,
  type RequestStanding,
  type SessionAnswer,
} from '../../commissions/commission/index.js';
import {
  adultsSeenBy,
  AnswerLocks,
  ChangeDecisions,
  Dossiers,
  FamilyNotices,
  isOpen,
  type ChildRequest,
  type Dossier,
  type FamilyNotice,
  type ReadingFamily,
  type RequestFile,
  type RequestState,
} from '../../dossier/dossier/index.js';
import { Clock } from '../../foundation/kernel/clock.js';
import type { Id } from '../../foundation/kernel/ids.js';
import { NotFound } from '../../foundation/kernel/refusal.js';
import type { Instant } from '../../foundation/kernel/time.js';
import { Reader } from '../../foundation/platform/database/index.js';
import { Outbox, type Message } from '../../foundation/platform/outbox/index.js';
import type { Actor } from '../../foundation/platform/security/index.js';
import {
  findPlacementToAgree,
  Offers,
  Placements,
  Solutions,
  Transfers,
  wasToldBy,
  type Offer,
  type Placement,
  type SolutionOnDay,
} from '../../places/placement/index.js';
import { EmergencyPlaces, type EmergencyPlace } from './emergency-places.js';
import { FamilyCalls, type FamilyCall } from './family-calls.js';
import { ReadingFamilies } from './reading-families.js';

/** The request of one child, with everything that its family is told about it. */
export interface FollowedRequest extends RequestFile {
  /** As whom it is read. */
  readonly family: ReadingFamily;
  readonly offers: readonly Offer[];
  /** As they are today. */
  readonly solutions: readonly SolutionOnDay[];
  /** Those that the family told itself, and may correct. */
  readonly told: ReadonlySet<Id>;
  /** What commissions answered, latest first. */
  readonly answers: readonly SessionAnswer[];
  /** The place that the child keeps while a transfer looks for a better one; null for any other request. */
  readonly kept: Placement | null;
  /** Its points and the points that were needed, while the request waits for a commission; null otherwise. */
  readonly standing: RequestStanding | null;
  /** Its points today; null for a closed request, and while no grid is in force. */
  readonly counted: CountedPoints | null;
  /** The accepted offer whose start dates the family has not agreed to yet. */
  readonly toAgree: Id | null;
  /** The parts of accepted places that have not begun, soonest first. */
  readonly toCome: readonly Placement[];
  /** Places given in an emergency that the commission has still to confirm. */
  readonly toRatify: readonly EmergencyPlace[];
  /** The calls of nurseries whose places it accepted and that have not begun. */
  readonly calls: readonly FamilyCall[];
  /** The proofs that the family is asked to show before a session. */
  readonly proofs: readonly AwaitedProof[];
  /** A commission is judging the answers, so they can no longer change. */
  readonly locked: boolean;
  /** What other features tell the family about it. */
  readonly notices: readonly FamilyNotice[];
}

export interface FamilyFile {
  readonly dossier: Dossier;
  readonly requests: readonly FollowedRequest[];
  /** Latest first. */
  readonly messages: readonly Message[];
  readonly sendings: readonly { readonly id: Id; readonly at: Instant; readonly isListed: boolean }[];
  /**
   * How many proposed changes wait for the family. 0 for somebody who has only just sent a form, because only the link
   * of the dossier proves that a person is the family.
   */
  readonly toConfirm: number;
  /** What other features tell the family about all its requests together. */
  readonly notices: readonly FamilyNotice[];
}

/** States of a request that waits for a place from a commission. */
const WAITING: readonly RequestState[] = ['oriented', 'before_commission', 'waiting_list', 'partly_placed'];

/** The dossier that a family's key opens. A request that was joined into another one is not shown. */
@Injectable()
export class FamilyFiles {
  constructor(
    private readonly reader: Reader,
    private readonly dossiers: Dossiers,
    private readonly offers: Offers,
    private readonly solutions: Solutions,
    private readonly locks: AnswerLocks,
    private readonly outbox: Outbox,
    private readonly answers: SessionAnswers,
    private readonly transfers: Transfers,
    private readonly standings: FamilyStandings,
    private readonly points: PointsToday,
    private readonly placements: Placements,
    private readonly clock: Clock,
    private readonly changes: ChangeDecisions,
    private readonly proofs: AskedProofs,
    private readonly calls: FamilyCalls,
    private readonly emergencies: EmergencyPlaces,
    private readonly families: ReadingFamilies,
    private readonly notices: FamilyNotices,
  ) {}

  /** @throws NotFound when the actor's key opens no dossier */
  dossierIdOf(actor: Actor): Id {
    if (actor.kind !== 'family' || actor.dossierId === null) throw new NotFound('dossier');
    return actor.dossierId;
  }

  async readFile(actor: Actor): Promise<FamilyFile> {
    const dossierId = this.dossierIdOf(actor);
    const { dossier, requests: all } = await this.dossiers.dossierFile(actor, dossierId);
    const requests = all.filter((request) => request.joinedIntoId === null);
    const notices = await this.notices.listForRequests(actor, requests);
    return {
      dossier,
      requests: await Promise.all(
        requests.map((request) => this.readFollowed(actor, request, notices.get(request.id) ?? [])),
      ),
      messages: await this.outbox.ofDossier(this.reader, dossierId),
      sendings: (await this.dossiers.sealedForms(dossierId)).map(({ id, at, source }) => ({
        id,
        at,
        isListed: source === 'import',
      })),
      notices: await this.notices.listForDossier(
        actor,
        dossierId,
        all.map(({ id }) => id),
      ),
      toConfirm:
        actor.kind === 'family' && actor.draftId === null ? await this.changes.countWaiting(actor, dossierId) : 0,
    };
  }

  /** One request of the actor's own dossier. @throws NotFound */
  async readRequest(actor: Actor, requestId: Id): Promise<RequestFile> {
    return this.dossiers.requestFile(actor, requestId);
  }

  /** As whom an actor reads what its family did. */
  readFamily(actor: Actor, file: RequestFile): Promise<ReadingFamily> {
    return this.families.readFamily(actor, file);
  }

  private async readFollowed(
    actor: Actor,
    request: ChildRequest,
    notices: readonly FamilyNotice[],
  ): Promise<FollowedRequest> {
    const solutions = await this.solutions.onDay(this.reader, request.id, this.clock.today());
    const file = await this.dossiers.loadRequest(this.reader, request.id);
    const places = await this.placements.ofRequest(this.reader, request.id);
    const offers = await this.offers.offersOf(request.id);
    const calls = await Promise.all(offers.map((offer) => this.calls.readCall(offer, file)));
    return {
      ...file,
      family: await this.readFamily(actor, file),
      adults: adultsSeenBy(actor, file.dossier, file.adults),
      counted: isOpen(request.state) ? await this.points.countRequest(file) : null,
      standing: WAITING.includes(request.state) ? await this.standings.readStanding(file) : null,
      offers,
      calls: calls.filter((call) => call !== null),
      solutions,
      told: new Set(solutions.filter((line) => wasToldBy(actor, line)).map(({ id }) => id)),
      answers: await this.answers.ofRequest(request.id),
      toAgree: (await findPlacementToAgree(this.reader, request.id))?.offerId ?? null,
      toRatify: await this.emergencies.listToRatify(places),
      toCome: places.filter(
        ({ state, offerId, from }) => state === 'held' && offerId !== null && from > this.clock.today(),
      ),
      kept: await this.transfers.keptPlace(this.reader, request),
      proofs: isOpen(request.state) ? await this.proofs.findAwaited([request.id]) : [],
      notices,
      locked: (await this.locks.refusalFor(this.reader, request.id)) !== null,
    };
  }
}
