import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { Clock } from '../../../foundation/kernel/clock.js';
import { newId, type Id } from '../../../foundation/kernel/ids.js';
import { DomainError, refuse } from '../../../foundation/kernel/refusal.js';
import type { Instant } from '../../../foundation/kernel/time.js';
import { Audit } from '../../../foundation/platform/audit/index.js';
import type { Reader, Tx } from '../../../foundation/platform/database/index.js';
import { actorRef, type Actor } from '../../../foundation/platform/security/index.js';
import { AnswerLocks } from './answer-locks.js';
import { AnswerWriter, type HeldAnswers, type NewAnswers } from './answer-writer.js';
import type { ChildForm, DossierForm } from '../domain/dossier-form.js';
import {
  applyToChild,
  applyToFamily,
  heldAnswer,
  isSameAnswer,
  takenAnswer,
} from '../domain/proposed-changes/apply-answer.js';
import {
  compareChildAnswers,
  compareFamilyAnswers,
  type Difference,
} from '../domain/proposed-changes/compare-answers.js';
import { toldBySources } from '../domain/told.js';
import { ASKED, isOfChild, SENT_REQUEST, type AskedOn } from '../domain/proposed-changes/fields.js';
import { ProposedChange, type ChangeSource } from '../persistence/proposed-change.entities.js';
import { RequestDates } from './request-dates.js';

/** A later form of a known family, with the known request of each of its children. */
export interface Sending {
  /** The answers of the whole family; null when only those of the children count. */
  readonly family: Pick<DossierForm, 'adults' | 'household' | 'criterionFacts' | 'consents' | 'language'> | null;
  /** Known requests, each with the child as the later form describes it. */
  readonly children: readonly {
    readonly requestId: Id;
    readonly child: ChildForm;
    readonly joinId?: Id;
    /** When the later form says that the request was first made; absent when it says nothing. */
    readonly firstAsked?: Instant;
  }[];
}

export interface Brought {
  readonly source: ChangeSource;
  readonly at: Instant;
  readonly arrivalId?: Id;
  /** The join that brings the family's answers. A child may name a join of its own. */
  readonly joinId?: Id;
  /** Whether blanks are filled at once. Otherwise every answer waits to be decided. */
  readonly fills: boolean;
}

export interface FoundDifference extends Difference {
  readonly requestId: Id | null;
  readonly joinId: Id | null;
}

/**
 * Answers that came later than the stored ones. They are kept beside them, field by field, until a person takes or
 * rejects each (domain.md §4).
 */
@Injectable()
export class ProposedChanges {
  constructor(
    private readonly clock: Clock,
    private readonly audit: Audit,
    private readonly writer: AnswerWriter,
    private readonly locks: AnswerLocks,
    private readonly dates: RequestDates,
  ) {}

  /** The changes that wait for a decision, oldest first. */
  async listOpen(from: Reader | Tx, dossierId: Id): Promise<ProposedChange[]> {
    return from.find(ProposedChange, { where: { dossierId, state: 'open' }, order: { at: 'ASC', id: 'ASC' } });
  }

  /** The changes that were decided or filled in, latest first. */
  async listDecided(from: Reader | Tx, dossierId: Id, most: number): Promise<ProposedChange[]> {
    return from.find(ProposedChange, {
      where: { dossierId, state: In(['taken', 'kept', 'filled']) },
      order: { decidedAt: 'DESC', id: 'DESC' },
      take: most,
    });
  }

  /** Keeps the answers of a later form that differ from the stored ones. */
  async bringAnswers(tx: Tx, actor: Actor, dossierId: Id, sending: Sending, brought: Brought): Promise<void> {
    const held = await this.writer.readHeld(tx, dossierId);
    const waiting = await this.listOpen(tx, dossierId);
    const differing = [...differencesOf(held, sending, brought), ...(await this.datesOf(tx, held, sending, brought))];
    // An answer that already waits is not proposed a second time.
    const found = differing.filter(
      (difference) =>
        !waiting.some(
          ({ field, requestId, value }) =>
            field === difference.field && requestId === difference.requestId && isSameAnswer(value, difference.sent),
        ),
    );
    const fills = (difference: FoundDifference): boolean => brought.fills && difference.kind === 'blank';
    const now = this.clock.now();
    await tx.insert(
      ProposedChange,
      found.map((difference): ProposedChange => ({
        id: newId(),
        dossierId,
        requestId: difference.requestId,
        arrivalId: brought.arrivalId ?? null,
        sentRequestId: null,
        joinId: difference.joinId,
        source: brought.source,
        at: brought.at,
        field: difference.field,
        value: difference.sent,
        before: fills(difference) ? difference.held : null,
        state: fills(difference) ? 'filled' : 'open',
        decidedAt: fills(difference) ? now : null,
        decidedBy: fills(difference) ? actorRef(actor) : null,
      })),
    );
    const blanks = found.filter(fills).map(({ field, requestId, sent }) => ({ field, requestId, value: sent }));
    if (blanks.length > 0) await this.apply(tx, actor, held, blanks, [brought.source]);
    if (found.length > 0)
      await this.audit.changed(
        tx,
        actor,
        'dossier.propose',
        { kind: 'dossier', id: dossierId },
        { proposed: found.length - blanks.length, filled: blanks.length },
      );
  }

  /** The other days on which requests were first made. One on which no request can have been made is not proposed. */
  private async datesOf(
    tx: Tx,
    { requests }: HeldAnswers,
    { children }: Sending,
    { joinId }: Brought,
  ): Promise<FoundDifference[]> {
    const found: FoundDifference[] = [];
    for (const { requestId, firstAsked, joinId: own } of children) {
      const request = requests.find(({ id }) => id === requestId);
      if (!request || firstAsked === undefined || !(await this.dates.mayBeFirstAsked(tx, request, firstAsked)))
        continue;
      const held: AskedOn = { firstAsked: request.submittedAt };
      const sent: AskedOn = { firstAsked };
      found.push({ field: ASKED, held, sent, kind: 'contradiction', requestId, joinId: own ?? joinId ?? null });
    }
    return found;
  }

  /**
   * Proposes a child that was sent for a known family.
   * @param repeats the known request that is certainly about this child; null for a new child
   */
  async bringRequest(
    tx: Tx,
    dossierId: Id,
    sentRequestId: Id,
    repeats: Id | null,
    { source, at, arrivalId = null }: { source: ChangeSource; at: Instant; arrivalId?: Id | null },
  ): Promise<void> {
    await tx.insert(ProposedChange, {
      id: newId(),
      dossierId,
      requestId: repeats,
      arrivalId,
      sentRequestId,
      joinId: null,
      source,
      at,
      field: SENT_REQUEST,
      value: null,
      before: null,
      state: 'open',
      decidedAt: null,
      decidedBy: null,
    });
  }

  /** Takes proposed answers. @throws DomainError with the reason why a family can no longer change its answers */
  async takeChanges(tx: Tx, actor: Actor, dossierId: Id, changes: readonly ProposedChange[]): Promise<void> {
    const held = await this.writer.readHeld(tx, dossierId);
    if (actor.kind === 'family') await this.assertNotJudged(tx, held, changes);
    const now = this.clock.now();
    const taken: { field: string; requestId: Id | null; value: unknown }[] = [];
    for (const { id, field, requestId, value } of changes) {
      const before = answerIn(held, requestId, field);
      if (
        (await tx.update(
          ProposedChange,
          { id, state: 'open' },
          { state: 'taken', before, decidedAt: now, decidedBy: actorRef(actor) },
        )) === 0
      )
        continue;
      taken.push({ field, requestId, value: takenAnswer(field, before, value) });
    }
    if (taken.length === 0) return;
    const sources = changes.map(({ source }) => source);
    await this.apply(tx, actor, held, taken, sources);
    await this.audit.changed(
      tx,
      actor,
      'dossier.takeChanges',
      { kind: 'dossier', id: dossierId },
      { fields: taken.map(({ field }) => field).join(' ') },
    );
  }

  /** Rejects proposed answers: the stored ones stay. */
  async keepChanges(tx: Tx, actor: Actor, dossierId: Id, changes: readonly ProposedChange[]): Promise<void> {
    const ids = changes.map(({ id }) => id);
    await tx.update(
      ProposedChange,
      { id: In(ids), state: 'open' },
      { state: 'kept', decidedAt: this.clock.now(), decidedBy: actorRef(actor) },
    );
    await this.audit.changed(
      tx,
      actor,
      'dossier.keepAnswers',
      { kind: 'dossier', id: dossierId },
      { fields: changes.map(({ field }) => field).join(' ') },
    );
  }

  /**
   * Puts a decided change up for decision again, and restores the answer from before. @throws DomainError when that
   * answer was changed since
   */
  async reopenChange(tx: Tx, actor: Actor, change: ProposedChange): Promise<void> {
    const held = await this.writer.readHeld(tx, change.dossierId);
    if (change.state !== 'kept') {
      if (!isHeld(held, change)) throw new DomainError(refuse('change.changedSince'));
      await this.apply(tx, actor, held, [{ field: change.field, requestId: change.requestId, value: change.before }]);
    }
    await tx.update(
      ProposedChange,
      { id: change.id },
      { state: 'open', before: null, decidedAt: null, decidedBy: null },
    );
    await this.audit.changed(
      tx,
      actor,
      'dossier.reopenChange',
      { kind: 'dossier', id: change.dossierId },
      { field: change.field },
    );
  }

  /**
   * Takes back the changes that a join had brought, when the join is undone. An answer that somebody has changed since
   * stays.
   */
  async takeBack(tx: Tx, actor: Actor, joinId: Id): Promise<void> {
    const changes = await tx.find(ProposedChange, { where: { joinId }, order: { id: 'DESC' } });
    for (const change of changes.filter(({ state }) => state === 'taken' || state === 'filled')) {
      const held = await this.writer.readHeld(tx, change.dossierId);
      if (isHeld(held, change))
        await this.apply(tx, actor, held, [{ field: change.field, requestId: change.requestId, value: change.before }]);
    }
    await tx.delete(ProposedChange, { joinId });
  }

  private async apply(
    tx: Tx,
    actor: Actor,
    held: HeldAnswers,
    answers: readonly { field: string; requestId: Id | null; value: unknown }[],
    sources: readonly ChangeSource[] = [],
  ): Promise<void> {
    let { form } = held;
    const children = new Map<Id, ChildForm>();
    const told = toldBySources(sources);
    for (const { field, requestId, value } of answers) {
      if (field === ASKED) continue;
      if (!isOfChild(field)) form = applyToFamily(form, field, value);
      else if (requestId !== null) {
        const index = held.requests.findIndex(({ id }) => id === requestId);
        const child = children.get(requestId) ?? held.form.children[index];
        if (child) children.set(requestId, applyToChild(child, field, value));
      }
    }
    const { adults, household, criterionFacts, consents, language } = form;
    const changed: NewAnswers = {
      ...(adults === held.form.adults ? {} : { adults }),
      ...(household === held.form.household ? {} : { household }),
      ...(consents === held.form.consents ? {} : { consents }),
      ...(criterionFacts === held.form.criterionFacts ? {} : { criterionFacts }),
      ...(language === held.form.language ? {} : { language }),
      ...(children.size === 0 ? {} : { children }),
    };
    await this.writer.writeAnswers(tx, actor, held.dossier.id, changed, { told });
    for (const { field, requestId, value } of answers)
      if (field === ASKED && requestId !== null)
        await this.dates.takeDate(tx, actor, requestId, (value as AskedOn).firstAsked, told);
  }

  /**
   * Refuses a change of answers that a commission is judging. Answers of the whole family are judged with each of its
   * children.
   */
  private async assertNotJudged(tx: Tx, { requests }: HeldAnswers, changes: readonly ProposedChange[]): Promise<void> {
    const judged = changes.some(({ field }) => !isOfChild(field))
      ? requests.map(({ id }) => id)
      : changes.flatMap(({ requestId }) => requestId ?? []);
    const refusal = await this.locks.refusalFor(tx, ...new Set(judged));
    if (refusal) throw new DomainError(refusal);
  }
}

export function answerIn({ form, requests }: HeldAnswers, requestId: Id | null, field: string): unknown {
  const index = requests.findIndex(({ id }) => id === requestId);
  if (field === ASKED) return index < 0 ? null : ({ firstAsked: requests[index]!.submittedAt } satisfies AskedOn);
  return heldAnswer(form, form.children[index] ?? null, field);
}

/** Whether nobody has changed the answer since it was taken. */
const isHeld = (held: HeldAnswers, { field, requestId, value, before }: ProposedChange): boolean =>
  isSameAnswer(answerIn(held, requestId, field), takenAnswer(field, before, value));

/** The answers of a later form that differ from the stored ones. */
export function differencesOf(
  held: HeldAnswers,
  { family, children }: Sending,
  { joinId }: Pick<Brought, 'joinId'> = {},
): FoundDifference[] {
  const ofFamily = family === null ? [] : compareFamilyAnswers(held.form, family);
  return [
    ...ofFamily.map((difference) => ({ ...difference, requestId: null, joinId: joinId ?? null })),
    ...children.flatMap(({ requestId, child, joinId: own }) => {
      const known = held.form.children[held.requests.findIndex(({ id }) => id === requestId)];
      return known
        ? compareChildAnswers(known, child).map((difference) => ({
            ...difference,
            requestId,
            joinId: own ?? joinId ?? null,
          }))
        : [];
    }),
  ];
}
