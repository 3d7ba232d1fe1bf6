import { Injectable } from '@nestjs/common';
import { Clock } from '../kernel/clock.js';
import { newId, type Id } from '../kernel/ids.js';
import { FIRST_LANGUAGE, type Language } from '../kernel/language.js';
import type { Instant } from '../kernel/time.js';
import { Audit } from '../platform/audit/index.js';
import type { Tx } from '../platform/database/index.js';
import { actorRef, type Actor } from '../platform/security/index.js';
import { Territory } from '../territory/index.js';
import type { DossierForm } from './domain/dossier-form.js';
import { identitiesOf } from './domain/duplicates/identities-of.js';
import { newDossierNumber } from './dossier-number.js';
import { DuplicateSearch } from './duplicate-search.js';
import { Adult, ChildRequest, Dossier, SealedForm, type Origin } from './persistence/dossier.entities.js';
import { RequestJoin, type BeforeJoin } from './persistence/duplicate.entities.js';
import { RequestCreation, type SentChild } from './request-creation.js';
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
    private readonly search: DuplicateSearch,
    private readonly creation: RequestCreation,
  ) {}

  async submit(tx: Tx, actor: Actor, form: DossierForm, options: IntakeOptions): Promise<Intake> {
    const identities = identitiesOf(form);
    const likely = await this.search.likely(tx, identities);
    const home = this.search.sameFamily(identities, likely)?.request.dossierId ?? null;
    const dossier = home ? (await tx.findOne(Dossier, { id: home }))! : await this.open(tx, form, options);
    const sealed: SealedForm = { id: newId(), dossierId: dossier.id, at: this.clock.now(), form };
    await tx.insert(SealedForm, sealed);
    const children: TakenChild[] = [];
    for (const [index, identity] of identities.entries()) {
      const sent: SentChild = { form, index, requestedAt: options.requestedAt ?? this.clock.now(), deskNote: options.deskNote ?? null };
      const same = this.search.certain(identity, likely);
      if (same) children.push(await this.joinOnArrival(tx, actor, same.request, sealed, sent));
      else {
        const { id: requestId, state } = await this.creation.create(tx, actor, dossier, sent, likely);
        children.push({ requestId, outcome: state === 'incomplete' ? 'incomplete' : 'created' });
      }
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

  /** Certain: joined by itself, both wishes kept, the earlier date kept (domain.md §4). */
  private async joinOnArrival(tx: Tx, actor: Actor, kept: ChildRequest, sealed: SealedForm, sent: SentChild): Promise<TakenChild> {
    const addedWishes = await addWishes(tx, kept.id, sent.form.children[sent.index]!.wishes);
    if (sent.requestedAt < kept.submittedAt) await tx.update(ChildRequest, { id: kept.id }, { submittedAt: sent.requestedAt });
    const before: BeforeJoin = {
      keptSubmittedAt: kept.submittedAt, addedWishes, links: [], joined: null,
      arrival: { sealedFormId: sealed.id, child: sent.index, submittedAt: sent.requestedAt, deskNote: sent.deskNote },
    };
    await tx.insert(RequestJoin, { id: newId(), keptId: kept.id, joinedId: null, pairId: null, at: this.clock.now(), actor: actorRef(actor), before, undoneAt: null });
    await this.audit.changed(tx, actor, 'request.join', { kind: 'request', id: kept.id });
    return { requestId: kept.id, outcome: 'joined' };
  }
}
