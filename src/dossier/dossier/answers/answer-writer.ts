import { Injectable } from '@nestjs/common';
import { In, IsNull } from 'typeorm';
import { Clock } from '../../../foundation/kernel/clock.js';
import { newId, type Id } from '../../../foundation/kernel/ids.js';
import { groupedBy } from '../../../foundation/kernel/grouped-by.js';
import { Hooks } from '../../../foundation/kernel/hooks.js';
import { Conflict, NotFound, refuse } from '../../../foundation/kernel/refusal.js';
import type { Reader, Tx } from '../../../foundation/platform/database/index.js';
import { SYSTEM, type Actor } from '../../../foundation/platform/security/index.js';
import { Supply } from '../../../offer/supply/index.js';
import { Territory } from '../../../territory/territory/index.js';
import { adultsWhoLeft } from '../domain/adults-who-left.js';
import { CHILD_QUESTIONS } from '../domain/child-questions.js';
import { countChildren, gapsOf, urgentFromOf } from '../domain/completeness.js';
import type { AdultForm, ChildForm, DossierForm } from '../domain/dossier-form.js';
import { identitiesOf } from '../domain/duplicates/identities-of.js';
import { apartAfter, liveApart } from '../domain/homes.js';
import { changedFacts, childFacts, familyFacts } from '../domain/known-facts.js';
import { answersTo } from '../domain/questions.js';
import { isOpen } from '../domain/request-states.js';
import { NOT_TOLD, type Told } from '../domain/told.js';
import { DuplicatePairs } from '../duplicates/duplicate-pairs.js';
import type { RequestFile } from '../lifecycle/dossiers.js';
import { FactRecords, type Writing } from '../lifecycle/fact-records.js';
import { lockFamilies, refuseForgotten } from '../lifecycle/family-locks.js';
import { adultsWrittenBy } from '../lifecycle/home.policy.js';
import { mayAmendRequest } from '../lifecycle/request.policy.js';
import { AccessLink, Adult, ChildRequest, Dossier, FamilySession, Wish } from '../persistence/dossier.entities.js';
import { RequestMoves } from '../lifecycle/request-moves.js';
import { RequestWishes } from './request-wishes.js';

/** A family's answers as stored, with the requests that they belong to. */
export interface HeldAnswers {
  readonly dossier: Dossier;
  /** The whole form. Its `children` have the same order as `requests`. */
  readonly form: DossierForm;
  readonly requests: readonly ChildRequest[];
}

/** Whether no adult of the family reads where another lives. */
export const isHeldApart = ({ dossier, form }: Pick<HeldAnswers, 'dossier' | 'form'>): boolean =>
  dossier.apart || liveApart(form);

export interface NewAnswers extends Partial<
  Pick<DossierForm, 'household' | 'criterionFacts' | 'consents' | 'language'>
> {
  readonly adults?: readonly AdultForm[];
  /** Changed answers of children, by request. Answers that are absent stay as they are. */
  readonly children?: ReadonlyMap<Id, Partial<ChildForm>>;
}

/** The request and version that the person who writes was looking at. */
export interface Seen {
  readonly requestId: Id;
  readonly version: number;
}

/** How answers are written. */
interface Manner {
  /** Checked against the stored version before anything is written. */
  readonly seen?: Seen;
  /** Who said them, and how it is known. */
  readonly told?: Told;
}

/** Called in the transaction of the writing. @param ranks those of the adults who left, from 1 */
type LeavingListener = (tx: Tx, dossierId: Id, ranks: readonly number[]) => Promise<void>;

const isOfFamily = ({ adults, household, criterionFacts, consents, language }: NewAnswers): boolean =>
  [adults, household, criterionFacts, consents, language].some((part) => part !== undefined);

/**
 * Writes a family's answers after they were sent; no other code does. For each child concerned, it also finds again
 * which answers are missing and which requests it may duplicate.
 */
@Injectable()
export class AnswerWriter {
  readonly left = new Hooks<LeavingListener>('adults have left a family');

  constructor(
    private readonly clock: Clock,
    private readonly supply: Supply,
    private readonly territory: Territory,
    private readonly moves: RequestMoves,
    private readonly pairs: DuplicatePairs,
    private readonly wishes: RequestWishes,
    private readonly records: FactRecords,
  ) {}

  /** @throws NotFound */
  async readHeld(from: Reader | Tx, dossierId: Id): Promise<HeldAnswers> {
    const dossier = await from.findOne(Dossier, { id: dossierId });
    if (!dossier) throw new NotFound('dossier');
    const adults = await from.find(Adult, { where: { dossierId }, order: { rank: 'ASC' } });
    const requests = (
      await from.find(ChildRequest, { where: { dossierId }, order: { submittedAt: 'ASC', id: 'ASC' } })
    ).filter(({ joinedIntoId }) => joinedIntoId === null);
    const wishes = groupedBy(
      await from.find(Wish, { where: { requestId: In(requests.map(({ id }) => id)) }, order: { rank: 'ASC' } }),
      ({ requestId }) => requestId,
    );
    const { household, criterionFacts, consents, language } = dossier;
    return {
      dossier,
      requests,
      form: {
        adults: adults.map(({ details }) => details),
        household,
        criterionFacts,
        consents,
        language,
        children: requests.map((request) => childOf(request, wishes.get(request.id) ?? [])),
      },
    };
  }

  /**
   * Writes answers of a family. Closed requests keep their own answers, while answers of the whole family are always
   * written. The version of every open request changes, because the pages about each child show the family's answers:
   * a person who has not seen the change then gets a Conflict.
   * @throws Conflict when somebody else wrote meanwhile
   */
  async writeAnswers(
    tx: Tx,
    actor: Actor,
    dossierId: Id,
    answers: NewAnswers,
    { seen, told = NOT_TOLD }: Manner = {},
  ): Promise<void> {
    // The family is locked before it is read. An arrival that joins one of its requests meanwhile would number its
    // wishes after those that it read.
    await lockFamilies(tx, [dossierId]);
    const held = await this.readHeld(tx, dossierId);
    refuseForgotten(held.dossier);
    const form: DossierForm = {
      ...held.form,
      adults: adultsWrittenBy(actor, isHeldApart(held), held.form.adults, answers.adults ?? held.form.adults),
      household: answers.household ?? held.form.household,
      criterionFacts: answers.criterionFacts ?? held.form.criterionFacts,
      consents: answers.consents ?? held.form.consents,
      language: answers.language ?? held.form.language,
    };
    const writing: Writing = { writing: newId(), ...told };
    if (isOfFamily(answers)) await this.writeFamily(tx, actor, held, form, answers.adults !== undefined, writing);
    const wanted = held.requests
      .map((request, index) => ({
        request,
        before: held.form.children[index]!,
        said: answers.children?.get(request.id),
      }))
      .filter(({ request, said }) => isOpen(request.state) && (said !== undefined || isOfFamily(answers)))
      .sort((a, b) => (a.request.id < b.request.id ? -1 : 1));
    for (const { request, before, said } of wanted) {
      await this.writeChild(
        tx,
        actor,
        request,
        {
          form,
          before,
          child: { ...before, ...said },
          said,
          adults: answers.adults !== undefined,
          children: countChildren(held.requests),
        },
        writing,
        seen,
      );
    }
  }

  private async writeFamily(
    tx: Tx,
    actor: Actor,
    { dossier, form: held }: HeldAnswers,
    form: DossierForm,
    writesAdults: boolean,
    writing: Writing,
  ): Promise<void> {
    const { id: dossierId, version } = dossier;
    const { household, criterionFacts, consents } = form;
    if (writesAdults) {
      await tx.delete(Adult, { dossierId });
      await tx.insert(
        Adult,
        form.adults.map((details, index) => ({
          id: newId(),
          dossierId,
          rank: index + 1,
          phone: details.phone,
          email: details.email,
          details,
        })),
      );
      const left = adultsWhoLeft(held.adults, form.adults);
      if (left.length > 0) {
        await this.closeLinksOfLeft(tx, dossierId, left, form.adults.length < held.adults.length);
        for (const listener of this.left.all) await listener(tx, dossierId, left);
      }
    }
    const affected = await tx.update(
      Dossier,
      { id: dossierId, version },
      {
        household,
        criterionFacts,
        consents,
        language: form.language ?? dossier.language,
        version: version + 1,
        apart: apartAfter(dossier.apart, held, form, actor.kind === 'staff'),
        ...(writesAdults ? this.residence(form.adults) : {}),
      },
    );
    if (affected === 0) throw new Conflict(refuse('dossier.changed'));
    const [before, after] = [held, form].map((said) => familyFacts(dossierId, said, this.clock.today()));
    await this.records.addFacts(tx, changedFacts(before!, after!), writing);
  }

  /**
   * Whoever is not of the family any more opens nothing of it: no link of theirs and, once nobody stands in their place,
   * none that nobody in particular holds.
   */
  private async closeLinksOfLeft(tx: Tx, dossierId: Id, ranks: readonly number[], isSmaller: boolean): Promise<void> {
    const links = await tx.find(AccessLink, { where: { dossierId, voidedAt: IsNull() } });
    const left = links.filter(({ adult }) => (adult === null ? isSmaller : ranks.includes(adult))).map(({ id }) => id);
    await tx.update(AccessLink, { id: In(left) }, { voidedAt: this.clock.now() });
    await tx.delete(FamilySession, { linkId: In(left) });
  }

  private async writeChild(
    tx: Tx,
    actor: Actor,
    request: ChildRequest,
    next: {
      readonly form: DossierForm;
      readonly before: ChildForm;
      readonly child: ChildForm;
      readonly said: Partial<ChildForm> | undefined;
      readonly adults: boolean;
      readonly children: number;
    },
    writing: Writing,
    seen: Seen | undefined,
  ): Promise<void> {
    const { child, said, adults } = next;
    const whole: DossierForm = { ...next.form, children: [child] };
    const gaps = gapsOf(next.form, child, this.supply.providerIds(), this.clock.today(), next.children);
    if (said?.wishes) await this.wishes.replaceWishes(tx, request.id, child.wishes, writing);
    await this.recordChild(tx, request.id, next.before, child, writing);
    if (said !== undefined || adults) await this.pairs.renewPairs(tx, request, identitiesOf(whole)[0]!);
    // All answers of the child are spread here, so that an answer to a question added later is not forgotten.
    const { wishes: _wishes, ...answers } = child;
    await this.moves.move(tx, moverOf(actor, request), request.id, 'amend', {
      expectedVersion: seen?.requestId === request.id ? seen.version : request.version,
      patch: {
        ...(adults ? this.residence(whole.adults) : {}),
        ...answers,
        withheld: child.withheld ?? null,
        wantedFrom: child.need.wantedFrom,
        urgentFrom: urgentFromOf(child.need, this.clock.today()),
        gaps,
      },
      history: writtenIn(writing),
    });
  }

  /** Records what changed of a child, for whoever writes its row. */
  async recordChild(tx: Tx, requestId: Id, before: ChildForm, after: ChildForm, writing: Writing): Promise<void> {
    const [held, now] = [before, after].map((child) => childFacts(requestId, child, this.clock.today()));
    await this.records.addFacts(tx, changedFacts(held!, now!), writing);
  }

  /** The commune of the first adult and its desk. A family that moves house may change desk. */
  private residence(adults: readonly AdultForm[]): { communeCode: string | null; deskId: string } {
    const communeCode = adults[0]?.communeCode ?? null;
    return { communeCode, deskId: this.territory.deskOf(communeCode).id };
  }
}

/**
 * The actor of the move. An agent whose desk does not follow this family, or a list, may not move the request, so the
 * platform acts for them.
 */
const moverOf = (actor: Actor, request: ChildRequest): Actor => (mayAmendRequest(actor, request) ? actor : SYSTEM);

/** What the history of a request says of a writing: which one, who said it and how it is known. */
export const writtenIn = ({ writing, toldBy, knownBy }: Writing): Record<string, string> => ({
  ...(writing ? { writing } : {}),
  ...(toldBy ? { toldBy } : {}),
  ...(knownBy ? { knownBy } : {}),
});

/** The answers about a child as its request holds them. @param wishes best first */
export function childOf(request: ChildRequest, wishes: readonly Wish[]): ChildForm {
  const { firstName, surname, birthDate, dueDate, need } = request;
  return {
    firstName,
    surname,
    birthDate,
    dueDate,
    siblingReceived: request.siblingReceived,
    siblingProviderId: request.siblingProviderId,
    ...answersTo(CHILD_QUESTIONS, request),
    ...(request.withheld ? { withheld: request.withheld } : {}),
    need,
    wishes: wishes.map(({ mode, providerId, communeCode }) => ({ mode, providerId, communeCode })),
  };
}

/** The answers of a request as a file holds them: those of its family, and of this one child. */
export const formOfFile = ({ request, dossier, adults, wishes }: RequestFile): DossierForm => ({
  adults: adults.map(({ details }) => details),
  household: dossier.household,
  criterionFacts: dossier.criterionFacts,
  consents: dossier.consents,
  language: dossier.language,
  children: [childOf(request, wishes)],
});
