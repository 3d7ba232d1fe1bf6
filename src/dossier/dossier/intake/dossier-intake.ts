import { Injectable } from '@nestjs/common';
import { Clock } from '../../../foundation/kernel/clock.js';
import { newId, type Id } from '../../../foundation/kernel/ids.js';
import { FIRST_LANGUAGE, type Language } from '../../../foundation/kernel/language.js';
import { dayOf, type Instant } from '../../../foundation/kernel/time.js';
import { Audit } from '../../../foundation/platform/audit/index.js';
import type { Tx } from '../../../foundation/platform/database/index.js';
import { Opening } from '../../../foundation/platform/opening/index.js';
import { actorRef, type Actor } from '../../../foundation/platform/security/index.js';
import { Territory } from '../../../territory/territory/index.js';
import { ArrivalNotices } from './arrival-notices.js';
import { KnownFamilies, type AmongFamilies } from './known-families.js';
import type { ChildForm, DossierForm } from '../domain/dossier-form.js';
import type { ChildIdentity } from '../domain/duplicates/child-identity.js';
import { identitiesOf } from '../domain/duplicates/identities-of.js';
import { liveApart } from '../domain/homes.js';
import { familyFacts } from '../domain/known-facts.js';
import { KNOWN_BY_ORIGIN } from '../domain/told.js';
import { newDossierNumber } from '../lifecycle/dossier-number.js';
import { DuplicateSearch, type Likely } from '../duplicates/duplicate-search.js';
import { FactRecords } from '../lifecycle/fact-records.js';
import { MoveHistory } from '../lifecycle/move-history.js';
import { findDossier } from '../lifecycle/read-requests.js';
import { Adult, ChildRequest, Dossier, SealedForm, type Origin } from '../persistence/dossier.entities.js';
import { RequestJoin, type BeforeJoin } from '../persistence/duplicate.entities.js';
import { ProposedChanges } from '../answers/proposed-changes.js';
import { RequestCreation } from '../answers/request-creation.js';
import { RequestWishes } from '../answers/request-wishes.js';

export interface IntakeOptions extends AmongFamilies {
  readonly origin: Origin;
  /** When an imported request was first made; now when absent. */
  readonly requestedAt?: Instant;
  readonly deskNote?: string | null;
  /** The language of the pages that the family filled in. A language chosen in the form comes first. */
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
  /** Whether the family already had a dossier, to which this form was added. */
  readonly known: boolean;
  /** The known family's dossier beside which this one waits to be judged. The sender is told nothing of it. */
  readonly arrivedForId: Id | null;
  readonly children: readonly TakenChild[];
}

/** A form that is being deposited. */
interface Arriving {
  readonly form: DossierForm;
  readonly identities: readonly ChildIdentity[];
  readonly likely: readonly Likely[];
  /** The likely requests that are not arrivals themselves. */
  readonly known: readonly Likely[];
  readonly dossier: Dossier;
  readonly sealed: SealedForm;
  readonly source: Origin;
  readonly requestedAt: Instant;
  /** When the form says that the request was first made. */
  readonly firstAsked: Instant | undefined;
  readonly deskNote: string | null;
}

/** Takes in every deposit: parents, counter, API and import all come through here. */
@Injectable()
export class DossierIntake {
  constructor(
    private readonly clock: Clock,
    private readonly audit: Audit,
    private readonly territory: Territory,
    private readonly families: KnownFamilies,
    private readonly search: DuplicateSearch,
    private readonly creation: RequestCreation,
    private readonly changes: ProposedChanges,
    private readonly notices: ArrivalNotices,
    private readonly wishes: RequestWishes,
    private readonly records: FactRecords,
    private readonly history: MoveHistory,
    private readonly opening: Opening,
  ) {}

  /** @throws NotOpenYet for a deposit that comes from a family while something is missing */
  async submitForm(tx: Tx, actor: Actor, form: DossierForm, options: IntakeOptions): Promise<Intake> {
    if (options.origin === 'parent' || options.origin === 'api') await this.opening.letIn(tx);
    const identities = identitiesOf(form);
    const { likely, known, family, held } = await this.families.lockKnown(tx, identities, options);
    const home = isFromOutside(options.origin) ? null : held;
    const dossier = home ?? (await this.openDossier(tx, form, options, family?.dossierId ?? null));
    const sending: Arriving = {
      form,
      identities,
      likely,
      known,
      dossier,
      sealed: { id: newId(), dossierId: dossier.id, at: this.clock.now(), form, source: options.origin },
      source: options.origin,
      requestedAt: options.requestedAt ?? this.clock.now(),
      firstAsked: options.requestedAt,
      deskNote: options.deskNote ?? null,
    };
    await tx.insert(SealedForm, sending.sealed);
    const children =
      home === null ? await this.createAll(tx, actor, sending, family) : await this.addToKnown(tx, actor, sending);
    await this.audit.changed(
      tx,
      actor,
      'dossier.submit',
      { kind: 'dossier', id: dossier.id },
      { children: children.length },
    );
    return {
      dossierId: dossier.id,
      number: dossier.number,
      known: home !== null,
      arrivedForId: dossier.arrivedForId,
      children,
    };
  }

  /**
   * Makes the requests of a new dossier: that of a new family, or an arrival that waits beside the known family's
   * until somebody has judged it.
   */
  private async createAll(tx: Tx, actor: Actor, sending: Arriving, family: ChildRequest | null): Promise<TakenChild[]> {
    const { form, identities, known, dossier, source, requestedAt } = sending;
    const children: TakenChild[] = [];
    const repeats: { requestId: Id; child: ChildForm }[] = [];
    for (const [index, identity] of identities.entries()) {
      const child = await this.createOne(tx, actor, sending, dossier, index, family?.deskId);
      children.push(child);
      if (family === null) continue;
      const same =
        this.search.findCertain(
          identity,
          known.filter((likely) => likely.request.dossierId === family.dossierId),
        )?.request ?? null;
      if (same) repeats.push({ requestId: same.id, child: form.children[index]! });
      await this.changes.bringRequest(tx, family.dossierId, child.requestId, same?.id ?? null, {
        source,
        at: requestedAt,
        arrivalId: dossier.id,
      });
    }
    if (family) {
      await this.changes.bringAnswers(
        tx,
        actor,
        family.dossierId,
        { family: form, children: repeats },
        { source, at: requestedAt, arrivalId: dossier.id, fills: false },
      );
      await this.notices.tellFamily(tx, family.dossierId, dossier.id);
    }
    return children;
  }

  /**
   * Adds a form from the counter or a list to a known family. Blanks are filled at once. Answers that contradict wait
   * beside the stored ones (domain.md §4).
   */
  private async addToKnown(tx: Tx, actor: Actor, sending: Arriving): Promise<TakenChild[]> {
    const { form, identities, known, dossier, source, requestedAt, firstAsked } = sending;
    const taken: (TakenChild | null)[] = [];
    const repeats: { requestId: Id; dossierId: Id; child: ChildForm; joinId: Id; firstAsked?: Instant }[] = [];
    for (const [index, identity] of identities.entries()) {
      const same = this.search.findCertain(identity, known);
      taken.push(same ? { requestId: same.request.id, outcome: 'joined' } : null);
      if (!same) continue;
      const joinId = await this.joinOnArrival(tx, actor, same.request.id, sending, index);
      const child = { ...form.children[index]!, wishes: [] };
      repeats.push({
        requestId: same.request.id,
        dossierId: same.dossierId,
        child,
        joinId,
        ...(firstAsked && { firstAsked }),
      });
    }
    for (const dossierId of new Set([dossier.id, ...repeats.map((repeat) => repeat.dossierId)])) {
      const children = repeats.filter((repeat) => repeat.dossierId === dossierId);
      const sent = { family: dossierId === dossier.id ? form : null, children };
      await this.changes.bringAnswers(tx, actor, dossierId, sent, { source, at: requestedAt, fills: true });
    }
    // Once the blanks are filled: what a new child lacks depends on them.
    const home = (await findDossier(tx, dossier.id))!;
    const children: TakenChild[] = [];
    for (const [index, child] of taken.entries())
      children.push(child ?? (await this.createOne(tx, actor, sending, home, index)));
    return children;
  }

  private async createOne(
    tx: Tx,
    actor: Actor,
    { form, requestedAt, deskNote, likely }: Arriving,
    dossier: Dossier,
    index: number,
    deskId?: string,
  ): Promise<TakenChild> {
    const sent = { form, index, requestedAt, deskNote };
    const { id: requestId, state } = await this.creation.createRequest(tx, actor, dossier, sent, likely, deskId);
    return { requestId, outcome: state === 'incomplete' ? 'incomplete' : 'created' };
  }

  private async openDossier(
    tx: Tx,
    form: DossierForm,
    options: IntakeOptions,
    arrivedForId: Id | null,
  ): Promise<Dossier> {
    const communeCode = form.adults[0]?.communeCode ?? null;
    const dossier: Dossier = {
      id: newId(),
      number: newDossierNumber(),
      deskId: this.territory.deskOf(communeCode).id,
      communeCode,
      origin: options.origin,
      household: form.household,
      criterionFacts: form.criterionFacts,
      consents: form.consents,
      language: form.language ?? options.language ?? FIRST_LANGUAGE,
      submittedAt: options.requestedAt ?? this.clock.now(),
      version: 1,
      apart: liveApart(form),
      heardAt: null,
      arrivedForId,
      anonymisedAt: null,
    };
    await tx.insert(Dossier, dossier);
    await tx.insert(
      Adult,
      form.adults.map((adult, index) => ({
        id: newId(),
        dossierId: dossier.id,
        rank: index + 1,
        phone: adult.phone,
        email: adult.email,
        details: adult,
      })),
    );
    await this.records.addFacts(
      tx,
      familyFacts(dossier.id, { ...form, language: dossier.language }, dayOf(dossier.submittedAt)),
      { writing: null, toldBy: null, knownBy: KNOWN_BY_ORIGIN[options.origin] },
    );
    return dossier;
  }

  /**
   * Joins a child that certainly has a request already: the wishes of both are kept (domain.md §4). The family is locked,
   * so that wishes are numbered one after the other.
   */
  private async joinOnArrival(
    tx: Tx,
    actor: Actor,
    keptId: Id,
    { form, sealed, requestedAt, deskNote }: Arriving,
    index: number,
  ): Promise<Id> {
    const kept = (await tx.findOne(ChildRequest, { id: keptId }))!;
    const addedWishes = await this.wishes.addWishes(tx, kept.id, form.children[index]!.wishes);
    const before: BeforeJoin = {
      keptSubmittedAt: null,
      addedWishes,
      links: [],
      joined: null,
      arrival: { sealedFormId: sealed.id, child: index, submittedAt: requestedAt, deskNote },
    };
    const id = newId();
    await tx.insert(RequestJoin, {
      id,
      keptId: kept.id,
      joinedId: null,
      pairId: null,
      at: this.clock.now(),
      actor: actorRef(actor),
      before,
      undoneAt: null,
    });
    await this.audit.changed(tx, actor, 'request.join', { kind: 'request', id: kept.id });
    // A second deposit moves nothing, and is counted (domain.md §4).
    await this.history.countAgain(tx, [kept.id]);
    return id;
  }
}

/**
 * Whether it came from no desk: from the public page, a portal, a point d'accueil. Such a form does not change a known
 * family by itself.
 */
const isFromOutside = (origin: Origin): boolean => origin === 'parent' || origin === 'api' || origin === 'door';
