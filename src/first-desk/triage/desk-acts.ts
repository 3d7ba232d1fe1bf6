import { Injectable } from '@nestjs/common';
import { Introductions } from '../../places/childminders/index.js';
import { Confirmations } from '../../commissions/commission/index.js';
import {
  Dossiers,
  FamilyAccess,
  FamilyReach,
  lockRequestToWrite,
  RequestMoves,
  triagesRequest,
  type ChildRequest,
  type Track,
  type ToldAtDesk,
} from '../../dossier/dossier/index.js';
import type { Id } from '../../foundation/kernel/ids.js';
import type { Day } from '../../foundation/kernel/time.js';
import { Conflict, DomainError, NotFound, refuse } from '../../foundation/kernel/refusal.js';
import {
  aboutOffer,
  FirstCalls,
  GivenUpPlaces,
  lockOffer,
  Offers,
  SolutionChanges,
  Solutions,
  Transfers,
  type AfterSolution,
  type Answer,
  type GivingUp,
  type NewSolution,
  type Offer,
} from '../../places/placement/index.js';
import { Audit } from '../../foundation/platform/audit/index.js';
import { Reader, UnitOfWork, type Tx } from '../../foundation/platform/database/index.js';
import type { Actor } from '../../foundation/platform/security/index.js';
import { DeskMoves, type AskedHow, type PlainMove, type SeenRequest } from './desk-moves.js';
import { FirstContacts } from './first-contacts.js';
import { aboutSilence } from './follow-ups.js';
import { linkOwners } from './domain/link-owners.js';

/** An answer to an offer as an adult gave it by telephone. */
export type SaidAnswer = { readonly saidBy: number } & (
  | {
      readonly accept: true;
      /** The better wishes for which the family stays in the running. */ readonly keep: readonly Id[];
      /** Whether the nursery may read how to reach the family. */ readonly passesContact: boolean;
    }
  | { readonly accept: false; readonly reason: string; readonly choice: 'wait' | 'withdraw' }
);

/**
 * What an agent does to a request of their desk, each in one unit of work. Every method throws NotFound when the
 * request is not the actor's, Conflict when somebody else changed it first, and DomainError with the reason for a
 * refusal.
 */
@Injectable()
export class DeskActs {
  constructor(
    private readonly reader: Reader,
    private readonly unitOfWork: UnitOfWork,
    private readonly dossiers: Dossiers,
    private readonly moves: RequestMoves,
    private readonly deskMoves: DeskMoves,
    private readonly access: FamilyAccess,
    private readonly solutions: Solutions,
    private readonly offers: Offers,
    private readonly audit: Audit,
    private readonly transfers: Transfers,
    private readonly calls: FirstCalls,
    private readonly reach: FamilyReach,
    private readonly confirmations: Confirmations,
    private readonly givenUp: GivenUpPlaces,
    private readonly solutionChanges: SolutionChanges,
    private readonly introductions: Introductions,
    private readonly firstContacts: FirstContacts,
  ) {}

  async moveRequest(actor: Actor, seen: SeenRequest, action: PlainMove, reason?: string): Promise<void> {
    await this.unitOfWork.run((tx) => this.deskMoves.moveRequestIn(tx, actor, seen, action, reason));
  }

  /**
   * Records that the family still needs a place. Messages that had still to ask it this, by a call for example, count
   * as said.
   */
  async confirmNeed(actor: Actor, { requestId, version }: SeenRequest): Promise<void> {
    await this.unitOfWork.run(async (tx) => {
      const { dossierId } = await this.moves.move(tx, actor, requestId, 'confirm', { expectedVersion: version });
      await this.reach.recordHeard(tx, actor, dossierId, [
        aboutSilence(requestId),
        ...(await this.confirmations.questionsOf(tx, requestId)),
      ]);
    });
  }

  /** Tells a family that came with a list that its request was taken over, before any campaign does. */
  async tellFirst(actor: Actor, { requestId, version }: SeenRequest): Promise<void> {
    await this.unitOfWork.run(async (tx) => {
      const { request } = await this.dossiers.loadRequest(tx, requestId);
      if (!triagesRequest(actor, request)) throw new NotFound('request');
      await this.requireSeen(tx, requestId, version);
      if (!(await this.firstContacts.tellNow(tx, request.dossierId)))
        throw new DomainError(refuse('firstContact.told'));
    });
  }

  /** @throws DomainError also when nothing is asked for but what nobody has to answer */
  async askForAnswers(actor: Actor, seen: SeenRequest, gaps: readonly string[]): Promise<AskedHow> {
    return this.unitOfWork.run((tx) => this.deskMoves.askForAnswersIn(tx, actor, seen, gaps));
  }

  /**
   * @param sessionId the session for which it is listed too, where it is oriented to the commission; null to list it
   * later. Both are done, or none
   * @returns whether it is listed
   */
  async orientRequest(
    actor: Actor,
    seen: SeenRequest,
    tracks: readonly Track[],
    sessionId: Id | null = null,
  ): Promise<boolean> {
    return this.unitOfWork.run((tx) => this.deskMoves.orientAndListIn(tx, actor, seen, tracks, sessionId));
  }

  async recordAgreement(
    actor: Actor,
    { requestId, version }: SeenRequest,
    solution: NewSolution,
    suffices: boolean,
  ): Promise<void> {
    await this.unitOfWork.run(async (tx) => {
      const id = await this.introductions.recordAgreed(tx, actor, requestId, solution.providerId, () =>
        this.solutions.recordAgreement(tx, actor, requestId, solution, suffices, version),
      );
      await this.solutionChanges.planEnd(tx, id, solution.to);
    });
  }

  /** Corrects a solution that was noted wrongly. */
  async correctSolution(
    actor: Actor,
    { requestId, version }: SeenRequest,
    solutionId: Id,
    solution: NewSolution,
    suffices: boolean,
  ): Promise<void> {
    await this.unitOfWork.run(async (tx) => {
      await this.requireSeen(tx, requestId, version);
      await this.solutionChanges.correct(tx, actor, { requestId, solutionId }, solution, suffices, version);
    });
  }

  /** Ends a solution on a day, or has it end by itself after that day. */
  async endSolution(
    actor: Actor,
    { requestId, version }: SeenRequest,
    solutionId: Id,
    lastDay: Day,
    choice: AfterSolution,
  ): Promise<void> {
    await this.unitOfWork.run(async (tx) => {
      await this.requireSeen(tx, requestId, version);
      await this.solutionChanges.end(tx, actor, { requestId, solutionId }, lastDay, choice, version);
    });
  }

  /** Records what a family found by itself. When it suffices, the request is solved; otherwise the rest is looked for. */
  async reportSolution(
    actor: Actor,
    { requestId, version }: SeenRequest,
    solution: NewSolution,
    suffices: boolean,
    told: ToldAtDesk,
  ): Promise<void> {
    await this.unitOfWork.run(async (tx) => {
      const id = await this.solutions.reportElsewhere(tx, actor, requestId, solution, suffices, version, told);
      await this.solutionChanges.planEnd(tx, id, solution.to);
    });
  }

  /**
   * Records an answer that an adult gave by telephone, with who gave it and who noted it.
   */
  async answerOffer(actor: Actor, { requestId, version }: SeenRequest, answer: SaidAnswer): Promise<void> {
    // A late answer is refused after the unit and not within it, because the unit commits that the offer has lapsed.
    const result = await this.unitOfWork.run(async (tx): Promise<Answer> => {
      const offer = await this.openOffer(tx, requestId, version);
      // Done before the offer ends, because ending it cancels every message about it that still had to be said.
      await this.reach.recordHeard(
        tx,
        actor,
        offer.dossierId,
        aboutOffer(offer.id),
        answer.accept ? null : answer.saidBy,
      );
      const given = answer.accept
        ? await this.offers.acceptOffer(tx, actor, offer.id, answer.saidBy)
        : await this.offers.declineOffer(tx, actor, offer.id, answer.reason, answer.choice, answer.saidBy);
      if (!given.ok) return given;
      if (answer.accept && answer.passesContact)
        await this.calls.agreeContact(tx, actor, offer.id, true, answer.saidBy);
      if (answer.accept) await this.transfers.keepWaiting(tx, actor, offer, answer.keep);
      return given;
    });
    if (!result.ok) throw new DomainError(result.refusal);
  }

  /** Whether a request has an offer that somebody may still accept: also after one of two adults has said no. */
  async isOffered(requestId: Id): Promise<boolean> {
    return (await this.offers.openOfferOf(this.reader, requestId)) !== null;
  }

  /** Records, by telephone, that a family gives up an accepted place. Pressing the button twice gives it up once. */
  async giveUp(actor: Actor, { requestId, version }: SeenRequest, offerId: Id, how: GivingUp): Promise<void> {
    await this.unitOfWork.run(async (tx) => {
      const offer = await lockOffer(tx, offerId);
      if (offer?.requestId !== requestId) throw new NotFound('offer');
      if (offer.state === 'given_up') return;
      await this.requireSeen(tx, requestId, version);
      await this.givenUp.giveUp(tx, actor, offerId, how);
    });
  }

  private async openOffer(tx: Tx, requestId: Id, version: number): Promise<Offer> {
    await this.requireSeen(tx, requestId, version);
    const offer = await this.offers.openOfferOf(tx, requestId);
    if (!offer) throw new NotFound('offer');
    return offer;
  }

  private async requireSeen(tx: Tx, requestId: Id, version: number): Promise<void> {
    const { request } = await this.dossiers.loadRequest(tx, requestId);
    if (request.version !== version) throw new Conflict(refuse('request.changed', { state: request.state }));
  }

  /**
   * A new access for the family, to be printed at the counter.
   * @param rank whose access it is, where two adults live in two homes: it shows only what that one may read
   * @returns the secret of its link, readable this once
   * @throws DomainError when the family was forgotten: nothing is left to open
   */
  async giveLink(
    actor: Actor,
    { id: requestId, dossierId }: Pick<ChildRequest, 'id' | 'dossierId'>,
    rank: number | null,
  ): Promise<string> {
    return this.unitOfWork.run(async (tx) => {
      await lockRequestToWrite(tx, requestId);
      const { dossier, adults } = await this.dossiers.loadRequest(tx, requestId);
      const owners = linkOwners(dossier, adults);
      if (owners.length > 0 && !owners.some((owner) => owner.rank === rank))
        throw new DomainError(refuse('access.forWhom'));
      await this.audit.changed(tx, actor, 'dossier.giveLink', { kind: 'dossier', id: dossierId });
      return this.access.giveLink(tx, { dossierId }, 'counter', owners.length > 0 ? rank : null);
    });
  }
}
