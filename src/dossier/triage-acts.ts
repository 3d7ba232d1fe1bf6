import { Injectable } from '@nestjs/common';
import { Clock } from '../kernel/clock.js';
import { newId, type Id } from '../kernel/ids.js';
import type { Language } from '../kernel/language.js';
import { DomainError, NotFound, refuse } from '../kernel/refusal.js';
import type { Tx } from '../platform/database/index.js';
import { actorRef, type Actor } from '../platform/security/index.js';
import { Supply } from '../supply/index.js';
import { Territory } from '../territory/index.js';
import { AnswerLocks } from './answer-locks.js';
import { DuplicatePairs } from './duplicate-pairs.js';
import { identityOf } from './duplicate-search.js';
import { gapsOf } from './domain/completeness.js';
import { identitiesOf } from './domain/duplicates/identities-of.js';
import type { AdultForm, ChildForm, DossierForm } from './domain/dossier-form.js';
import { isOpen } from './domain/request-lifecycle.js';
import { TRACKS, type Track } from './domain/track.js';
import { Adult, ChildRequest, Dossier, Orientation, Wish } from './persistence/dossier.entities.js';
import { RequestMoves } from './request-moves.js';
import { replaceWishes } from './wishes.js';

/** What the first desk does to a request besides moving it. */
@Injectable()
export class TriageActs {
  constructor(
    private readonly clock: Clock,
    private readonly supply: Supply,
    private readonly territory: Territory,
    private readonly moves: RequestMoves,
    private readonly pairs: DuplicatePairs,
    private readonly locks: AnswerLocks,
  ) {}

  /** Decides the tracks of a request (one or several) and moves it to `oriented`. */
  async orient(tx: Tx, actor: Actor, requestId: Id, tracks: readonly Track[], expectedVersion?: number): Promise<ChildRequest> {
    const chosen = TRACKS.filter((track) => tracks.includes(track));
    await tx.delete(Orientation, { requestId });
    await tx.insert(Orientation, chosen.map((track) => ({
      id: newId(), requestId, track, decidedAt: this.clock.now(), decidedBy: actorRef(actor),
    })));
    return this.moves.move(tx, actor, requestId, 'orient', { expectedVersion, history: { tracks: chosen.join(' ') } });
  }

  /** The form of one child as the database has it now: what a page of questions starts from. */
  async formOf(tx: Tx, requestId: Id): Promise<{ form: DossierForm; child: ChildForm; request: ChildRequest }> {
    const request = await tx.findOne(ChildRequest, { id: requestId });
    if (!request) throw new NotFound('request');
    const dossier = (await tx.findOne(Dossier, { id: request.dossierId }))!;
    const adults = await tx.find(Adult, { where: { dossierId: dossier.id }, order: { rank: 'ASC' } });
    const wishes = await tx.find(Wish, { where: { requestId }, order: { rank: 'ASC' } });
    const child: ChildForm = {
      firstName: request.firstName, surname: request.surname, birthDate: request.birthDate, dueDate: request.dueDate,
      multipleBirth: request.multipleBirth, siblingProviderId: request.siblingProviderId, adaptationNeed: request.adaptationNeed,
      need: request.need, wishes: wishes.map(({ mode, providerId, communeCode }) => ({ mode, providerId, communeCode })),
    };
    const form: DossierForm = {
      adults: adults.map(({ details }) => details), household: dossier.household, children: [child],
      criterionFacts: dossier.criterionFacts, consents: dossier.consents, language: dossier.language,
    };
    return { form, child, request };
  }

  /**
   * Writes answers that were missing or have changed, by the family or the desk, and says anew what is missing.
   * Refused once the request is closed and, to a family, once a commission judges what was said (AnswerLocks). The desk may still
   * correct: what is judged is a copy.
   */
  async answer(
    tx: Tx, actor: Actor, requestId: Id,
    change: {
      child?: Partial<ChildForm>; adults?: readonly AdultForm[]; household?: DossierForm['household']; criterionFacts?: Record<string, boolean>; language?: Language;
    },
    expectedVersion?: number,
  ): Promise<ChildRequest> {
    const { form, child, request } = await this.formOf(tx, requestId);
    if (!isOpen(request.state)) throw new DomainError(refuse('request.closed'));
    if (actor.kind === 'family') await this.assertNotJudged(tx, request, Boolean(change.adults ?? change.household ?? change.criterionFacts));
    const next: ChildForm = { ...child, ...change.child };
    const whole: DossierForm = {
      ...form, adults: [...(change.adults ?? form.adults)], household: change.household ?? form.household, children: [next],
    };
    if (change.adults) await this.writeAdults(tx, actor, requestId, request.dossierId, change.adults);
    if (change.household || change.criterionFacts || change.language) {
      await tx.update(Dossier, { id: request.dossierId }, {
        household: whole.household, criterionFacts: { ...form.criterionFacts, ...change.criterionFacts }, ...(change.language ? { language: change.language } : {}),
      });
    }
    if (change.child?.wishes) await replaceWishes(tx, requestId, next.wishes);
    const gaps = gapsOf(whole, next, this.supply.providerIds(), this.clock.today());
    await this.pairs.renew(tx, request, identitiesOf(whole)[0]!);
    return this.moves.move(tx, actor, requestId, 'amend', {
      expectedVersion: expectedVersion ?? request.version,
      patch: {
        ...this.residence(whole.adults),
        firstName: next.firstName, surname: next.surname, birthDate: next.birthDate, dueDate: next.dueDate, multipleBirth: next.multipleBirth,
        siblingProviderId: next.siblingProviderId, adaptationNeed: next.adaptationNeed, need: next.need, wantedFrom: next.need.wantedFrom,
        gaps,
      },
    });
  }

  /** What is said of the whole family is judged with each of its children. */
  private async assertNotJudged(tx: Tx, request: ChildRequest, wholeFamily: boolean): Promise<void> {
    const judged = wholeFamily ? (await tx.find(ChildRequest, { where: { dossierId: request.dossierId } })).map(({ id }) => id) : [request.id];
    const refusal = await this.locks.refusalFor(tx, ...judged);
    if (refusal) throw new DomainError(refusal);
  }

  /** The first adult's commune, and the desk it belongs to: a family that moves changes desk. */
  private residence(adults: readonly AdultForm[]): { communeCode: string | null; deskId: string } {
    const communeCode = adults[0]?.communeCode ?? null;
    return { communeCode, deskId: this.territory.deskOf(communeCode).id };
  }

  private async writeAdults(tx: Tx, actor: Actor, requestId: Id, dossierId: Id, adults: readonly AdultForm[]): Promise<void> {
    await tx.delete(Adult, { dossierId });
    await tx.insert(Adult, adults.map((details, index) => ({
      id: newId(), dossierId, rank: index + 1, phone: details.phone, email: details.email, details,
    })));
    const home = this.residence(adults);
    await tx.update(Dossier, { id: dossierId }, home);
    const written = await tx.find(Adult, { where: { dossierId } });
    for (const sibling of await tx.find(ChildRequest, { where: { dossierId } })) {
      if (sibling.id === requestId || !isOpen(sibling.state)) continue;
      await this.pairs.renew(tx, sibling, identityOf(sibling, written));
      await this.moves.move(tx, actor, sibling.id, 'amend', { patch: home });
    }
  }
}
