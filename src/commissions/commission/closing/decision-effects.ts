import { Injectable } from '@nestjs/common';
import {
  essentialGaps,
  FamilyMessages,
  RequestMoves,
  type LetterOf,
  type RequestAction,
  type WantedMove,
} from '../../../dossier/dossier/index.js';
import { DomainError, refuse } from '../../../foundation/kernel/refusal.js';
import { dayOf, type Day } from '../../../foundation/kernel/time.js';
import { needSlots, Offers, Paths, type NewOffer, type ReservedOffer } from '../../../places/placement/index.js';
import type { Tx } from '../../../foundation/platform/database/index.js';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import { Supply } from '../../../offer/supply/index.js';
import { isListing } from '../domain/session-lifecycle.js';
import { CommissionSession, type Candidacy, type CandidacyState } from '../persistence/commission.entities.js';
import { Candidacies, type CandidacyEnd } from '../planning/candidacies.js';
import { EntryDays } from '../sitting/entry-days.js';
import { ownersOfCase } from '../sitting/session-candidates.js';
import { ToldReasons } from '../sitting/told-reasons.js';
import type { ClosingCase, ClosingContext } from './closing-cases.js';
import { ConditionalPlaces } from './conditional-places.js';
import {
  SESSION_CONDITIONAL,
  SESSION_DEFERRED,
  SESSION_GAVE_WAY,
  SESSION_REFUSED,
  SESSION_WAITING,
} from './message-kinds.js';
import type { Id } from '../../../foundation/kernel/ids.js';

/** An admission whose seats are held. */
export interface SeatedCase extends ClosingCase {
  readonly offer: ReservedOffer;
}

/** The cases of a session by what becomes of them as it closes. */
export interface DecidedCases {
  /** Nothing was left to decide about them. */
  readonly without: readonly ClosingCase[];
  readonly seated: readonly SeatedCase[];
  /** Admitted to seats that another child has still to give up. */
  readonly waiting: readonly ClosingCase[];
  readonly kept: readonly ClosingCase[];
  readonly refused: readonly ClosingCase[];
  readonly deferred: readonly ClosingCase[];
}

/**
 * Carries out decisions: each moves its request and tells its family (domain.md §5, §9). All cases with the same
 * decision are handled at once.
 */
@Injectable()
export class DecisionEffects {
  constructor(
    private readonly candidacies: Candidacies,
    private readonly moves: RequestMoves,
    private readonly offers: Offers,
    private readonly paths: Paths,
    private readonly supply: Supply,
    private readonly entries: EntryDays,
    private readonly messages: FamilyMessages,
    private readonly conditional: ConditionalPlaces,
    private readonly reasons: ToldReasons,
  ) {}

  /** @throws DomainError about the first request whose seats are not free */
  async seatCases(tx: Tx, context: ClosingContext, cases: readonly ClosingCase[]): Promise<SeatedCase[]> {
    const firstDays = await this.entries.firstDays(
      tx,
      context.session,
      cases.map(({ candidacy }) => candidacy),
    );
    const offers = await this.offers.reserveSeats(
      tx,
      context.actor,
      cases.map((closingCase) => this.offerOf(context, closingCase, firstDays.get(closingCase.candidacy.id)!)),
    );
    return cases.map((closingCase, index) => ({ ...closingCase, offer: offers[index]! }));
  }

  private offerOf({ session, body }: ClosingContext, { candidacy, request }: ClosingCase, from: Day): NewOffer {
    const snapshot = candidacy.snapshot!;
    const { id: sectionId } = this.supply.section(candidacy.decidedSectionId)!;
    const slots = candidacy.decidedSlots!;
    return {
      requestId: request.id,
      dossierId: request.dossierId,
      sectionId,
      from,
      ...this.paths.planStay(sectionId, snapshot.birth, from),
      slots,
      coversNeed: (needSlots(snapshot.week) & ~slots) === 0,
      candidacyId: candidacy.id,
      sessionId: session.id,
      reofferAllowed: session.reofferAllowed,
      days: body.offerDays,
      owners: ownersOfCase(snapshot),
    };
  }

  /** Ends each case, with what is told of it. */
  async endCases(tx: Tx, decided: DecidedCases): Promise<void> {
    const ends = (cases: readonly ClosingCase[], state: CandidacyState, patch: Partial<Candidacy> = {}) =>
      cases.map(({ candidacy }): CandidacyEnd => ({
        candidacy,
        state,
        patch: { ...patch, explanation: candidacy.explanation },
      }));
    await this.candidacies.endAll(tx, [
      ...ends(decided.without, 'without_object'),
      ...ends(decided.seated, 'admitted'),
      ...ends(decided.waiting, 'waiting', { awaitsRelease: true }),
      ...ends(decided.kept, 'waiting'),
      ...ends(decided.refused, 'refused'),
      ...ends(decided.deferred, 'deferred'),
    ]);
  }

  async admitCases(tx: Tx, { actor }: ClosingContext, seated: readonly SeatedCase[]): Promise<void> {
    await this.offers.makeAll(
      tx,
      actor,
      'admit',
      seated.map(({ offer }) => offer),
    );
  }

  /**
   * Keeps admissions waiting whose seats belong to another child until that child accepts a better place. The families
   * are told what they wait for.
   */
  async awaitRelease(tx: Tx, context: ClosingContext, cases: readonly ClosingCase[]): Promise<void> {
    await this.moveUnlessElsewhere(tx, context, cases, () => ['keepWaiting', 'awaiting_release']);
    for (const { candidacy } of cases)
      await this.conditional.tellFamily(tx, context.session, candidacy, SESSION_CONDITIONAL);
  }

  /** Tells families that an admission gives way to the offer which they have already. */
  async tellGivenWay(tx: Tx, { session }: ClosingContext, cases: readonly ClosingCase[]): Promise<void> {
    for (const { candidacy, givesWayTo } of cases)
      if (givesWayTo) await this.conditional.tellFamily(tx, session, candidacy, SESSION_GAVE_WAY);
  }

  async keepWaiting(tx: Tx, context: ClosingContext, cases: readonly ClosingCase[]): Promise<void> {
    await this.moveUnlessElsewhere(tx, context, cases, ({ candidacy }) => ['keepWaiting', candidacy.reason!]);
    await this.tellDecisions(tx, context, cases, SESSION_WAITING);
  }

  async refuseCases(tx: Tx, context: ClosingContext, cases: readonly ClosingCase[]): Promise<void> {
    await this.moveUnlessElsewhere(tx, context, cases, ({ candidacy, elsewhere }) => {
      // The request is also on the list of another body. Refused here, it goes on waiting there.
      const waits = elsewhere.find(({ state }) => state === 'waiting');
      return waits ? ['keepWaiting', waits.reason ?? 'waits_elsewhere'] : ['refuse', candidacy.reason!];
    });
    await this.tellDecisions(tx, context, cases, SESSION_REFUSED);
  }

  /**
   * @throws DomainError when the session to which it is deferred no longer lists requests, because its list was fixed
   * or it was cancelled after members decided
   */
  async deferCase(tx: Tx, context: ClosingContext, closingCase: ClosingCase): Promise<void> {
    const { candidacy, request } = closingCase;
    const next = (await tx.lock(CommissionSession, { id: candidacy.deferredToId! }))!;
    if (!isListing(next.state))
      throw new DomainError(refuse('session.deferralGone', { day: dayOf(next.startsAt) }), request.id);
    await this.moveUnlessElsewhere(tx, context, [closingCase], () => ['defer', candidacy.reason!], {
      nextSessionId: next.id,
    });
    await this.candidacies.addCandidacy(tx, request, next);
    await this.putBefore(tx, context, candidacy, next);
    await this.messages.writeMessage(tx, {
      dossierId: candidacy.dossierId,
      requestIds: [candidacy.requestId],
      kind: SESSION_DEFERRED,
      args: (words, nameOf) => ({
        ...this.decisionWords(words, nameOf, context, closingCase),
        nextDay: words.fullDay(dayOf(next.startsAt)),
      }),
    });
  }

  /** Lists a request for the next session at once, where the desk has nothing to complete first. */
  private async putBefore(
    tx: Tx,
    { actor }: ClosingContext,
    candidacy: Candidacy,
    next: CommissionSession,
  ): Promise<void> {
    const request = await this.candidacies.requestOf(tx, candidacy);
    if (
      request.state !== 'oriented' ||
      candidacy.reason === 'incomplete_information' ||
      essentialGaps(request.gaps).length > 0
    )
      return;
    await this.moves.move(tx, actor, request.id, 'list', {
      known: { sessionDay: dayOf(next.startsAt) },
      history: { sessionId: next.id },
    });
  }

  /** Moves a request as decided, unless another session has still to decide about it or it has an open offer. */
  private async moveUnlessElsewhere(
    tx: Tx,
    { session, actor }: ClosingContext,
    cases: readonly ClosingCase[],
    follow: (closingCase: ClosingCase) => [RequestAction, reason: string],
    history: Record<string, string> = {},
  ): Promise<void> {
    const free = cases.filter(
      ({ request, elsewhere }) =>
        request.state === 'before_commission' && elsewhere.every(({ state }) => state === 'waiting'),
    );
    await this.moves.moveAll(
      tx,
      actor,
      free.map((closingCase): WantedMove => {
        const [action, reason] = follow(closingCase);
        return { requestId: closingCase.request.id, action, reason, history: { sessionId: session.id, ...history } };
      }),
    );
  }

  /** Tells families what was decided and why. */
  private async tellDecisions(
    tx: Tx,
    context: ClosingContext,
    cases: readonly ClosingCase[],
    kind: typeof SESSION_WAITING,
  ): Promise<void> {
    await this.messages.writeAll(
      tx,
      cases.map((closingCase): LetterOf<typeof SESSION_WAITING> => ({
        dossierId: closingCase.candidacy.dossierId,
        requestIds: [closingCase.candidacy.requestId],
        kind,
        args: (words, nameOf) => this.decisionWords(words, nameOf, context, closingCase),
      })),
    );
  }

  /** What was decided and why, in the words of the family's own page. */
  private decisionWords(
    words: Translator,
    nameOf: (requestId: Id) => string,
    { body, day }: ClosingContext,
    { told }: ClosingCase,
  ) {
    return { body: body.name, day: words.day(day), reasons: this.reasons.paragraphs(words, told, nameOf) };
  }
}
