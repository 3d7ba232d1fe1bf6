import { Injectable } from '@nestjs/common';
import { Clock } from '../kernel/clock.js';
import { newId, type Id } from '../kernel/ids.js';
import { FIRST_LANGUAGE, type Language } from '../kernel/language.js';
import type { Instant } from '../kernel/time.js';
import { Audit } from '../platform/audit/index.js';
import type { Tx } from '../platform/database/index.js';
import { actorRef, type Actor } from '../platform/security/index.js';
import { Supply } from '../supply/index.js';
import { Territory } from '../territory/index.js';
import { essentialGaps, gapsOf } from './domain/completeness.js';
import type { ChildForm, DossierForm } from './domain/dossier-form.js';
import type { ChildIdentity } from './domain/duplicates/child-identity.js';
import { identitiesOf } from './domain/duplicates/identities-of.js';
import { nextActOf } from './domain/next-act.js';
import { newDossierNumber } from './dossier-number.js';
import { insertKeys } from './duplicate-keys.js';
import { DuplicateSearch, type Likely } from './duplicate-search.js';
import { Adult, ChildRequest, Dossier, PossibleDuplicate, RequestJoin, SealedForm, Wish, type Origin } from './persistence/dossier.entities.js';
import { RequestMoves } from './request-moves.js';
import { addWishes } from './wishes.js';

export interface IntakeOptions {
  readonly origin: Origin;
  /** When the request was first made, for an imported one; now otherwise. */
  readonly requestedAt?: Instant;
  readonly deskNote?: string | null;
  /** Of the pages the family filled in; what the form says comes first. */
  readonly language?: Language;
}

export interface TakenChild {
  readonly requestId: Id;
  /** `joined`: the same child had a request already, and this one's wishes were added to it. */
  readonly outcome: 'created' | 'incomplete' | 'joined';
}

export interface Intake {
  readonly dossierId: Id;
  readonly number: string;
  /** The family already had a dossier: what was sent was added to it. */
  readonly known: boolean;
  readonly children: readonly TakenChild[];
}

/** The one way in: parents, counter, API and import all deposit through here. */
@Injectable()
export class DossierIntake {
  constructor(
    private readonly clock: Clock,
    private readonly audit: Audit,
    private readonly territory: Territory,
    private readonly supply: Supply,
    private readonly search: DuplicateSearch,
    private readonly moves: RequestMoves,
  ) {}

  async submit(tx: Tx, actor: Actor, form: DossierForm, options: IntakeOptions): Promise<Intake> {
    const identities = identitiesOf(form);
    const likely = await this.search.likely(tx, identities);
    const home = this.search.sameFamily(identities, likely)?.request.dossierId ?? null;
    const dossier = home ? (await tx.findOne(Dossier, { id: home }))! : await this.open(tx, form, options);
    await tx.insert(SealedForm, { id: newId(), dossierId: dossier.id, at: this.clock.now(), form });
    const children: TakenChild[] = [];
    for (const [index, child] of form.children.entries()) {
      const identity = identities[index]!;
      const same = this.search.certain(identity, likely);
      children.push(
        same
          ? await this.joinOnArrival(tx, actor, same.request, child, options)
          : await this.create(tx, actor, dossier, form, child, identity, likely, options),
      );
    }
    await this.audit.changed(tx, actor, 'dossier.submit', { kind: 'dossier', id: dossier.id }, { children: children.length });
    return { dossierId: dossier.id, number: dossier.number, known: home !== null, children };
  }

  private async open(tx: Tx, form: DossierForm, options: IntakeOptions): Promise<Dossier> {
    const communeCode = form.adults[0]?.communeCode ?? null;
    const dossier: Dossier = {
      id: newId(), number: newDossierNumber(), deskId: this.territory.deskOf(communeCode).id, communeCode, origin: options.origin,
      household: form.household, criterionFacts: form.criterionFacts, consents: form.consents,
      language: form.language ?? options.language ?? FIRST_LANGUAGE,
      submittedAt: options.requestedAt ?? this.clock.now(), version: 1, anonymisedAt: null,
    };
    await tx.insert(Dossier, dossier);
    await tx.insert(Adult, form.adults.map((adult, index) => ({
      id: newId(), dossierId: dossier.id, rank: index + 1, phone: adult.phone, email: adult.email, details: adult,
    })));
    return dossier;
  }

  private async create(
    tx: Tx, actor: Actor, dossier: Dossier, form: DossierForm, child: ChildForm, identity: ChildIdentity, likely: readonly Likely[], options: IntakeOptions,
  ): Promise<TakenChild> {
    const now = this.clock.now();
    const gaps = gapsOf(form, child, this.supply.providerIds(), this.clock.today());
    const act = nextActOf('submitted', this.clock.today())!;
    const request: ChildRequest = {
      id: newId(), dossierId: dossier.id, deskId: dossier.deskId, communeCode: dossier.communeCode, state: 'submitted', version: 1,
      firstName: child.firstName, surname: child.surname, birthDate: child.birthDate, dueDate: child.dueDate, multipleBirth: child.multipleBirth,
      siblingProviderId: child.siblingProviderId, adaptationNeed: child.adaptationNeed, need: child.need, wantedFrom: child.need.wantedFrom, gaps,
      nextAct: act.code, nextActDue: act.due, nextActOwner: act.owner, submittedAt: options.requestedAt ?? now, confirmedAt: now,
      joinedIntoId: null, transferFromId: null, deskNote: options.deskNote ?? null,
    };
    await tx.insert(ChildRequest, request);
    await tx.insert(Wish, child.wishes.map((wish, index) => ({ id: newId(), requestId: request.id, rank: index + 1, ...wish })));
    await insertKeys(tx, request.id, identity);
    await this.moves.recordSubmission(tx, actor, request);
    await this.notePossible(tx, request, identity, likely);
    // A list says less than a form: what it does not say becomes an act of the desk at once.
    if (actor.kind === 'import' && essentialGaps(gaps).length > 0) {
      await this.moves.move(tx, actor, request.id, 'takeUp');
      await this.moves.move(tx, actor, request.id, 'askForCompletion');
      return { requestId: request.id, outcome: 'incomplete' };
    }
    return { requestId: request.id, outcome: 'created' };
  }

  private async notePossible(tx: Tx, request: ChildRequest, identity: ChildIdentity, likely: readonly Likely[]): Promise<void> {
    for (const { other, comparison } of this.search.possible(identity, likely)) {
      await tx.insertIfAbsent(PossibleDuplicate, {
        id: newId(), firstId: other.request.id, secondId: request.id, score: comparison.score, agree: [...comparison.agree],
        differ: [...comparison.differ], state: 'open', decidedBy: null, decidedAt: null,
      });
    }
  }

  /** Certain: joined by itself, both wishes kept, the earlier date kept (domain.md §4). */
  private async joinOnArrival(tx: Tx, actor: Actor, kept: ChildRequest, child: ChildForm, options: IntakeOptions): Promise<TakenChild> {
    const before = { submittedAt: kept.submittedAt, wishes: await tx.find(Wish, { where: { requestId: kept.id }, order: { rank: 'ASC' } }) };
    await addWishes(tx, kept.id, child.wishes);
    const earlier = options.requestedAt && options.requestedAt < kept.submittedAt ? options.requestedAt : kept.submittedAt;
    await tx.update(ChildRequest, { id: kept.id }, { submittedAt: earlier });
    await tx.insert(RequestJoin, { id: newId(), keptId: kept.id, joinedId: null, at: this.clock.now(), actor: actorRef(actor), before, undoneAt: null });
    await this.audit.changed(tx, actor, 'request.join', { kind: 'request', id: kept.id });
    return { requestId: kept.id, outcome: 'joined' };
  }
}
