import { Injectable } from '@nestjs/common';
import { essentialGaps, FamilyMessages, isOpen, RequestMoves, Wish, type ChildRequest, type RequestAction } from '../dossier/index.js';
import type { Id } from '../kernel/ids.js';
import { dayOf } from '../kernel/time.js';
import type { Tx } from '../platform/database/index.js';
import type { MessageArgs, Translator } from '../platform/i18n/index.js';
import type { Actor } from '../platform/security/index.js';
import { needSlots, Offers, usualEnd } from '../placement/index.js';
import { Supply } from '../supply/index.js';
import { Candidacies } from './candidacies.js';
import { ConditionalPlaces } from './conditional-places.js';
import { entryOf } from './domain/snapshot.js';
import { Candidacy, CommissionSession, type Body } from './persistence/commission.entities.js';

export interface ClosingContext {
  readonly session: CommissionSession;
  readonly body: Body;
  /** The session, by whoever closes it. */
  readonly actor: Actor;
}

/** What each decision does to its request and tells its family (domain.md §5, §9). */
@Injectable()
export class DecisionEffects {
  constructor(
    private readonly candidacies: Candidacies,
    private readonly moves: RequestMoves,
    private readonly offers: Offers,
    private readonly supply: Supply,
    private readonly messages: FamilyMessages,
    private readonly conditional: ConditionalPlaces,
  ) {}

  async apply(tx: Tx, context: ClosingContext, candidacy: Candidacy): Promise<void> {
    const request = await this.broughtBack(tx, context, candidacy);
    if (!isOpen(request.state)) return this.candidacies.end(tx, candidacy, 'without_object');
    switch (candidacy.decision) {
      case 'admit':
        return this.admit(tx, context, candidacy, request);
      case 'wait':
        return this.keepWaiting(tx, context, candidacy, request);
      case 'defer':
        return this.defer(tx, context, candidacy, request);
      case 'refuse':
        return this.refuse(tx, context, candidacy, request);
      case null:
        throw new Error(`Candidacy ${candidacy.id} has no decision`);
    }
  }

  /** An offer of another body may have lapsed meanwhile: its request comes before this session again. */
  private async broughtBack(tx: Tx, { session, actor }: ClosingContext, candidacy: Candidacy): Promise<ChildRequest> {
    const request = await this.candidacies.requestOf(tx, candidacy);
    if (!['oriented', 'waiting_list', 'partly_placed'].includes(request.state)) return request;
    return this.moves.move(tx, actor, request.id, 'list', { known: { sessionDay: dayOf(session.startsAt) }, history: { sessionId: session.id } });
  }

  private async admit(tx: Tx, { session, body, actor }: ClosingContext, candidacy: Candidacy, request: ChildRequest): Promise<void> {
    const section = this.supply.section(candidacy.decidedSectionId)!;
    if (await this.hasBetterOffer(tx, request.id, section.providerId)) return this.candidacies.end(tx, candidacy, 'without_object');
    const snapshot = candidacy.snapshot!;
    const from = entryOf(snapshot, session.entryFrom);
    const slots = candidacy.decidedSlots!;
    await this.offers.make(tx, actor, 'admit', {
      requestId: request.id, dossierId: request.dossierId, sectionId: section.id, from, to: usualEnd(snapshot.birth, from), slots,
      coversNeed: (needSlots(snapshot.week) & ~slots) === 0, candidacyId: candidacy.id, sessionId: session.id,
      reofferAllowed: session.reofferAllowed, days: body.offerDays,
    });
    await this.candidacies.end(tx, candidacy, 'admitted');
  }

  /** Its seats are another child's until that child has accepted better ones: it waits, and is told for what. */
  async awaitRelease(tx: Tx, context: ClosingContext, candidacy: Candidacy): Promise<void> {
    const request = await this.broughtBack(tx, context, candidacy);
    const { providerId } = this.supply.section(candidacy.decidedSectionId)!;
    if (!isOpen(request.state) || (await this.hasBetterOffer(tx, request.id, providerId))) return this.candidacies.end(tx, candidacy, 'without_object');
    await this.moveUnlessElsewhere(tx, context, candidacy, request, 'keepWaiting', 'awaiting_release');
    await this.candidacies.end(tx, candidacy, 'waiting', { awaitsRelease: true });
    await this.conditional.tell(tx, context.session, candidacy, 'session-conditional');
  }

  /** One open offer at a time: a wish admitted here replaces it only when the family ranks it better (domain.md §5). */
  private async hasBetterOffer(tx: Tx, requestId: Id, providerId: Id): Promise<boolean> {
    const open = await this.offers.openOfferOf(tx, requestId);
    if (!open) return false;
    const wishes = await tx.find(Wish, { where: { requestId } });
    const rankOf = (id: Id): number => wishes.find((wish) => wish.providerId === id)?.rank ?? Number.POSITIVE_INFINITY;
    return rankOf(open.providerId) <= rankOf(providerId);
  }

  private async keepWaiting(tx: Tx, context: ClosingContext, candidacy: Candidacy, request: ChildRequest): Promise<void> {
    await this.moveUnlessElsewhere(tx, context, candidacy, request, 'keepWaiting', candidacy.reason!);
    await this.candidacies.end(tx, candidacy, 'waiting');
    await this.tell(tx, context, candidacy, 'session-waiting');
  }

  private async refuse(tx: Tx, context: ClosingContext, candidacy: Candidacy, request: ChildRequest): Promise<void> {
    const waitsElsewhere = await tx.findOne(Candidacy, { requestId: request.id, state: 'waiting' });
    // Another body keeps it on its list: refused here, it goes on waiting there.
    if (waitsElsewhere) await this.moveUnlessElsewhere(tx, context, candidacy, request, 'keepWaiting', waitsElsewhere.reason!);
    else await this.moveUnlessElsewhere(tx, context, candidacy, request, 'refuse', candidacy.reason!);
    await this.candidacies.end(tx, candidacy, 'refused');
    await this.tell(tx, context, candidacy, 'session-refused');
  }

  private async defer(tx: Tx, context: ClosingContext, candidacy: Candidacy, request: ChildRequest): Promise<void> {
    const next = (await tx.findOne(CommissionSession, { id: candidacy.deferredToId! }))!;
    await this.candidacies.end(tx, candidacy, 'deferred');
    await this.moveUnlessElsewhere(tx, context, candidacy, request, 'defer', candidacy.reason!, { nextSessionId: next.id });
    await this.candidacies.add(tx, request, next);
    await this.putBefore(tx, context, candidacy, next);
    await this.tell(tx, context, candidacy, 'session-deferred', ({ day }) => ({ nextDay: day(dayOf(next.startsAt)) }));
  }

  /** Where the desk has nothing to complete first, the request is before the next session at once. */
  private async putBefore(tx: Tx, { actor }: ClosingContext, candidacy: Candidacy, next: CommissionSession): Promise<void> {
    const request = await this.candidacies.requestOf(tx, candidacy);
    if (request.state !== 'oriented' || candidacy.reason === 'incomplete_information' || essentialGaps(request.gaps).length > 0) return;
    await this.moves.move(tx, actor, request.id, 'list', { known: { sessionDay: dayOf(next.startsAt) }, history: { sessionId: next.id } });
  }

  /** The request follows this decision unless it is still before another session, or an offer runs. */
  private async moveUnlessElsewhere(
    tx: Tx, { session, actor }: ClosingContext, candidacy: Candidacy, request: ChildRequest, action: RequestAction, reason: string,
    history: Record<string, string> = {},
  ): Promise<void> {
    if (request.state !== 'before_commission' || (await this.candidacies.othersRunning(tx, candidacy)) > 0) return;
    await this.moves.move(tx, actor, request.id, action, { reason, history: { sessionId: session.id, ...history } });
  }

  private async tell(tx: Tx, { session, body }: ClosingContext, candidacy: Candidacy, kind: string, more: (words: Translator) => MessageArgs = () => ({})): Promise<void> {
    await this.messages.write(tx, candidacy.dossierId, kind, (words) => ({
      body: body.name, day: words.day(dayOf(session.startsAt)), reason: words.t(`reason.${candidacy.reason}`), ...more(words),
    }));
  }
}
