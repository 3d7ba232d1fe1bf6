import { Injectable } from '@nestjs/common';
import { In, IsNull, Not } from 'typeorm';
import { Hooks } from '../../../foundation/kernel/hooks.js';
import { Clock } from '../../../foundation/kernel/clock.js';
import { FIRST_LANGUAGE } from '../../../foundation/kernel/language.js';
import type { Id } from '../../../foundation/kernel/ids.js';
import { NotFound } from '../../../foundation/kernel/refusal.js';
import { Audit } from '../../../foundation/platform/audit/index.js';
import type { Reader, Tx } from '../../../foundation/platform/database/index.js';
import { Traces } from '../../../foundation/platform/erasures/index.js';
import { Outbox } from '../../../foundation/platform/outbox/index.js';
import type { Actor } from '../../../foundation/platform/security/index.js';
import { anonymousAdult, anonymousHousehold, anonymousNeed, monthOnly, NO_CONSENT } from '../domain/anonymous.js';
import { CHILD_QUESTIONS } from '../domain/child-questions.js';
import { emptiedAnswers } from '../domain/questions.js';
import { isOpen } from '../domain/request-states.js';
import { reasonAgainstErasure, type DossierStanding, type ReasonToKeep } from '../domain/retention.js';
import { leftOnlyContactsOf } from '../domain/shared-contacts.js';
import { ProposedChange } from '../persistence/proposed-change.entities.js';
import { newDossierNumber } from '../lifecycle/dossier-number.js';
import { FactRecords } from '../lifecycle/fact-records.js';
import { lockFamilies } from '../lifecycle/family-locks.js';
import {
  AccessLink,
  Adult,
  ChildRequest,
  Dossier,
  Draft,
  FamilySession,
  RequestHistory,
  SealedForm,
} from '../persistence/dossier.entities.js';
import { DuplicateJudgement, DuplicateKey, PossibleDuplicate, RequestJoin } from '../persistence/duplicate.entities.js';
import { RequestMoves } from '../lifecycle/request-moves.js';

/**
 * Whether one of these requests holds or is offered a place. The feature that holds places is downstream, and
 * registers the answer.
 */
export type PlaceHolder = (from: Reader | Tx, requestIds: readonly Id[]) => Promise<boolean>;
/** Called in the same transaction, so that a feature empties what it keeps about the family. */
export type ForgetListener = (tx: Tx, dossierId: Id, requestIds: readonly Id[]) => Promise<void>;

/** Thrown when a child of the family holds a place. Nothing was changed. */
export class StillPlaced extends Error {}

/** Removes the names from a dossier for good. What happened stays, and so do the facts that indicators count. */
@Injectable()
export class Forgetting {
  readonly placeHolders = new Hooks<PlaceHolder>('a family may be forgotten: does it hold a place?');
  readonly forgotten = new Hooks<ForgetListener>('a family is forgotten');

  constructor(
    private readonly clock: Clock,
    private readonly audit: Audit,
    private readonly outbox: Outbox,
    private readonly moves: RequestMoves,
    private readonly traces: Traces,
    private readonly records: FactRecords,
  ) {}

  /** @throws NotFound */
  async standingOf(from: Reader | Tx, dossierId: Id): Promise<DossierStanding> {
    const dossier = await from.findOne(Dossier, { id: dossierId });
    if (!dossier) throw new NotFound('dossier');
    const requests = await from.find(ChildRequest, { where: { dossierId } });
    const [last] = await from.find(RequestHistory, { where: { dossierId }, order: { at: 'DESC' }, take: 1 });
    const ids = requests.map(({ id }) => id);
    let holdsPlace = false;
    for (const holder of this.placeHolders.all) holdsPlace ||= await holder(from, ids);
    // An imported request may have moved long before the dossier arrived here, so the later of both dates counts.
    const lastMoveAt = last && last.at > dossier.submittedAt ? last.at : dossier.submittedAt;
    return { states: requests.map(({ state }) => state), holdsPlace, lastMoveAt };
  }

  /**
   * The one way in which a family is erased, whoever asks for it. It reads, judges and writes in one unit, with the
   * family locked. Open requests are withdrawn in the family's name. A dossier that was already erased stays as it is.
   * @param actor who asked for it
   * @param judge why this dossier is kept for now, or null
   * @returns what `judge` answered; null once the family is erased
   * @throws NotFound
   * @throws StillPlaced when a place is held that `judge` did not object to. The nursery ends the place first
   */
  async eraseDossier(
    tx: Tx,
    actor: Actor,
    dossierId: Id,
    judge: (standing: DossierStanding) => ReasonToKeep | null,
  ): Promise<ReasonToKeep | null> {
    const arrivals = await tx.find(Dossier, { where: { arrivedForId: dossierId } });
    const dossier = (await lockFamilies(tx, [dossierId, ...arrivals.map(({ id }) => id)])).dossiers.get(dossierId);
    if (!dossier) throw new NotFound('dossier');
    if (dossier.anonymisedAt !== null) return null;
    const against = judge(await this.standingOf(tx, dossierId));
    if (against) return against;
    const own = await this.ownArrivals(tx, dossierId, arrivals);
    for (const id of [dossierId, ...own]) await this.withdrawOpen(tx, id);
    if (reasonAgainstErasure(await this.standingOf(tx, dossierId)) !== null) throw new StillPlaced();
    for (const id of [...own, dossierId]) await this.anonymise(tx, actor, id);
    await this.traces.removeAfter(tx);
    return null;
  }

  /**
   * The deposits that wait beside the family's, unjudged, and were sent under its own contacts. They are its own words
   * about the same children. One with another contact may be somebody else's, and becomes a family of its own.
   */
  private async ownArrivals(tx: Tx, dossierId: Id, arrivals: readonly Dossier[]): Promise<Id[]> {
    const adults = await tx.find(Adult, { where: { dossierId: In([dossierId, ...arrivals.map(({ id }) => id)]) } });
    const of = (id: Id): Adult[] => adults.filter((adult) => adult.dossierId === id);
    return arrivals.map(({ id }) => id).filter((id) => leftOnlyContactsOf(of(id), of(dossierId)));
  }

  private async withdrawOpen(tx: Tx, dossierId: Id): Promise<void> {
    const family: Actor = { kind: 'family', dossierId, draftId: null };
    for (const { id, state } of await tx.find(ChildRequest, { where: { dossierId }, order: { id: 'ASC' } }))
      if (isOpen(state)) await this.moves.move(tx, family, id, 'withdraw', { reason: 'other' });
  }

  private async anonymise(tx: Tx, actor: Actor, dossierId: Id): Promise<void> {
    const dossier = await tx.lock(Dossier, { id: dossierId });
    if (!dossier || dossier.anonymisedAt !== null) return;
    const requests = await tx.find(ChildRequest, { where: { dossierId } });
    for (const request of requests) await this.emptyRequest(tx, request);
    const addresses: string[] = [];
    for (const adult of await tx.find(Adult, { where: { dossierId } })) {
      addresses.push(...[adult.email, adult.phone].filter((address) => address !== null));
      await tx.update(Adult, { id: adult.id }, { phone: null, email: null, details: anonymousAdult(adult.details) });
    }
    addresses.push(...(await this.dropKeys(tx, dossierId)));
    await tx.delete(SealedForm, { dossierId });
    await this.outbox.emptyOf(tx, dossierId, addresses);
    await tx.delete(ProposedChange, { dossierId });
    await tx.delete(ProposedChange, { arrivalId: dossierId });
    await this.records.forgetSubjects(tx, [dossierId, ...requests.map(({ id }) => id)]);
    for (const listener of this.forgotten.all)
      await listener(
        tx,
        dossierId,
        requests.map(({ id }) => id),
      );
    // The number is replaced, because it is on papers that the family holds and no figure needs it.
    await tx.update(
      Dossier,
      { id: dossierId },
      {
        number: newDossierNumber(),
        household: anonymousHousehold(dossier.household),
        criterionFacts: {},
        consents: NO_CONSENT,
        language: FIRST_LANGUAGE,
        anonymisedAt: this.clock.now(),
        heardAt: null,
        apart: false,
        version: dossier.version + 1,
      },
    );
    for (const emptied of await this.emptiedBy(
      tx,
      dossierId,
      requests.map(({ id }) => id),
    ))
      await this.anonymise(tx, actor, emptied);
    await this.audit.changed(
      tx,
      actor,
      'dossier.anonymise',
      { kind: 'dossier', id: dossierId },
      { requests: requests.length },
    );
  }

  private async emptyRequest(tx: Tx, request: ChildRequest): Promise<void> {
    await tx.delete(DuplicateKey, { requestId: request.id });
    const pairs = await tx.find(PossibleDuplicate, { where: [{ firstId: request.id }, { secondId: request.id }] });
    await tx.delete(DuplicateJudgement, { pairId: In(pairs.map(({ id }) => id)) });
    await tx.delete(PossibleDuplicate, { id: In(pairs.map(({ id }) => id)) });
    await tx.update(
      ChildRequest,
      { id: request.id },
      {
        firstName: null,
        surname: null,
        birthDate: monthOnly(request.birthDate),
        dueDate: monthOnly(request.dueDate),
        ...emptiedAnswers(CHILD_QUESTIONS),
        need: anonymousNeed(request.need),
        withheld: null,
        deskNote: null,
        names: null,
        version: request.version + 1,
      },
    );
    for (const join of await tx.find(RequestJoin, { where: [{ keptId: request.id }, { joinedId: request.id }] })) {
      const { arrival, ...before } = join.before;
      if (arrival)
        await tx.update(
          RequestJoin,
          { id: join.id },
          { before: { ...before, arrival: { ...arrival, deskNote: null } } },
        );
    }
  }

  /**
   * Dossiers whose only request was joined into one of these, and arrivals that were taken in. What they still hold is
   * about the same family.
   */
  private async emptiedBy(tx: Tx, dossierId: Id, requestIds: readonly Id[]): Promise<Id[]> {
    const joins = await tx.find(RequestJoin, { where: { keptId: In([...requestIds]), undoneAt: IsNull() } });
    const arrivals = await tx.find(Dossier, { where: { arrivedForId: dossierId } });
    const origins = [
      ...new Set([...joins.flatMap(({ before }) => before.joined?.dossierId ?? []), ...arrivals.map(({ id }) => id)]),
    ];
    const emptied: Id[] = [];
    for (const id of origins) if ((await tx.count(ChildRequest, { dossierId: id })) === 0) emptied.push(id);
    // Arrivals that nobody has judged become families of their own.
    await tx.update(Dossier, { arrivedForId: dossierId, id: Not(In(emptied)) }, { arrivedForId: null });
    return emptied;
  }

  /**
   * Deletes what opens the dossier, and the drafts it came from with their keys. @returns the addresses to which these
   * drafts were written
   */
  private async dropKeys(tx: Tx, dossierId: Id): Promise<string[]> {
    await tx.delete(FamilySession, { dossierId });
    await tx.delete(AccessLink, { dossierId });
    const drafts = await tx.find(Draft, { where: [{ dossierId }, { completesId: dossierId }] });
    await this.deleteDrafts(
      tx,
      drafts.map(({ id }) => id),
    );
    return drafts.flatMap(({ form }) => form.adults.flatMap(({ email }) => email ?? []));
  }

  /** Drafts with their keys and sessions. */
  async deleteDrafts(tx: Tx, draftIds: readonly Id[]): Promise<void> {
    if (draftIds.length === 0) return;
    await tx.delete(AccessLink, { draftId: In([...draftIds]) });
    await tx.delete(FamilySession, { draftId: In([...draftIds]), dossierId: IsNull() });
    // A session that also follows a dossier stays. It only loses the draft.
    await tx.update(FamilySession, { draftId: In([...draftIds]) }, { draftId: null });
    await tx.delete(Draft, { id: In([...draftIds]) });
    await this.traces.removeAfter(tx);
  }
}
