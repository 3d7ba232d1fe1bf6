import { Injectable } from '@nestjs/common';
import { In, IsNull } from 'typeorm';
import { Clock } from '../../../foundation/kernel/clock.js';
import { isId, newId, type Id } from '../../../foundation/kernel/ids.js';
import { Hooks } from '../../../foundation/kernel/hooks.js';
import type { Language } from '../../../foundation/kernel/language.js';
import { Conflict, NotFound, refuse } from '../../../foundation/kernel/refusal.js';
import type { Instant } from '../../../foundation/kernel/time.js';
import { Audit } from '../../../foundation/platform/audit/index.js';
import { Reader, UnitOfWork, type Tx } from '../../../foundation/platform/database/index.js';
import type { Actor } from '../../../foundation/platform/security/index.js';
import { EMPTY_FORM, type DossierForm } from '../domain/dossier-form.js';
import type { RemovedPart } from '../domain/draft-parts.js';
import { counterOf, mayGoOnWithDraft } from './draft.policy.js';
import { DossierIntake, type Intake } from './dossier-intake.js';
import { DraftLinks } from './draft-links.js';
import { FamilyAccess } from '../messages/family-access.js';
import { Draft } from '../persistence/dossier.entities.js';

/** A draft, with how its holder opened it. */
export interface OpenDraft extends Draft {
  readonly holder: Actor;
}

/** Whether the draft has no row yet. The draft of a parent is written with its first answer. */
export const isUnwritten = ({ version }: Pick<Draft, 'version'>): boolean => version === 0;

const beginning = (id: Id, now: Instant): Draft => ({
  id,
  origin: 'parent',
  deskId: null,
  accountId: null,
  form: EMPTY_FORM,
  answered: [],
  version: 0,
  createdAt: now,
  updatedAt: now,
  dossierId: null,
  removed: null,
  completesId: null,
  pointId: null,
});

const accountOf = (actor: Actor): Id | null => (actor.kind === 'staff' ? actor.accountId : null);

/** What is typed before it is sent: by a parent who may come back, or by an agent at the counter. */
@Injectable()
export class Drafts {
  readonly sent = new Hooks<(tx: Tx, actor: Actor, draft: Draft, intake: Intake) => Promise<void>>('a draft is sent');

  constructor(
    private readonly reader: Reader,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly intake: DossierIntake,
    private readonly audit: Audit,
    private readonly links: DraftLinks,
    private readonly access: FamilyAccess,
  ) {}

  /**
   * A draft of the counter. One that is not there yet is written with its first answers. @throws NotFound when it is somebody else's
   */
  async openAtCounter(actor: Actor, draftId: Id): Promise<OpenDraft> {
    if (await this.reader.findOne(Draft, { id: draftId })) return this.readDraft(actor, draftId);
    if (!isId(draftId)) throw new NotFound('draft');
    return { ...this.atCounter(actor, draftId), holder: actor };
  }

  /**
   * Starts a draft at the counter. A parent only gets a key ({@link FamilyAccess.newDraft}).
   * @param known of a known family: its dossier, to which the draft adds, and what is known already
   */
  async startDraft(
    actor: Actor,
    known: Partial<Pick<Draft, 'completesId' | 'form' | 'deskId' | 'pointId'>> = {},
  ): Promise<Draft> {
    return this.unitOfWork.run((tx) => this.startDraftIn(tx, actor, known));
  }

  /** {@link startDraft} in the unit of work of the caller. */
  async startDraftIn(
    tx: Tx,
    actor: Actor,
    known: Partial<Pick<Draft, 'completesId' | 'form' | 'deskId' | 'pointId'>> = {},
  ): Promise<Draft> {
    const draft = { ...this.atCounter(actor, newId()), ...known, version: 1 };
    await tx.insert(Draft, draft);
    return draft;
  }

  private atCounter(actor: Actor, draftId: Id): Draft {
    return {
      ...beginning(draftId, this.clock.now()),
      origin: 'counter',
      ...counterOf(actor),
      accountId: accountOf(actor),
    };
  }

  /**
   * Reads a draft. A read by staff is audited, because it shows a family's answers. @throws NotFound when it does not
   * exist or is not the actor's
   */
  async readDraft(actor: Actor | null, draftId: Id): Promise<OpenDraft> {
    const begun = actor?.kind === 'family' && actor.unwritten !== undefined;
    const draft =
      (await this.reader.findOne(Draft, { id: draftId })) ?? (begun ? beginning(draftId, this.clock.now()) : null);
    if (!actor || !draft || !mayGoOnWithDraft(actor, draft)) throw new NotFound('draft');
    if (actor.kind === 'staff') await this.audit.read(actor, { kind: 'draft', id: draftId });
    return { ...draft, holder: actor };
  }

  /** Whether the draft can still be continued: not once it was sent, or deleted after three months. */
  async isUnfinished(draftId: Id): Promise<boolean> {
    const draft = await this.reader.findOne(Draft, { id: draftId });
    return draft !== null && draft.dossierId === null;
  }

  /** Whether a draft was not sent, and is one that the actor may go on with. */
  async mayGoOn(actor: Actor, draftId: Id): Promise<boolean> {
    const draft = await this.reader.findOne(Draft, { id: draftId });
    return draft !== null && draft.dossierId === null && mayGoOnWithDraft(actor, draft);
  }

  /** What an agent began at the counter, or anybody at its point d'accueil, and was not sent, latest first. */
  async unfinishedOf(actor: Actor): Promise<Draft[]> {
    const { pointId } = counterOf(actor);
    const whose = pointId === null ? { accountId: accountOf(actor) ?? IsNull(), pointId: IsNull() } : { pointId };
    return this.reader.find(Draft, {
      where: { origin: 'counter', ...whose, dossierId: IsNull() },
      order: { updatedAt: 'DESC', id: 'DESC' },
      take: 50,
    });
  }

  /** What was sent is read by nobody any more who typed it: the family does not want it. */
  async closeToTypers(tx: Tx, draftIds: readonly Id[]): Promise<void> {
    await tx.update(Draft, { id: In([...draftIds]) }, { accountId: null, pointId: null });
  }

  /**
   * Saves one page. @param removed what the change takes out, or null where it puts that back; what was taken out stays
   * known otherwise
   * @param browser of a family that types: the secret of its session, and where it is
   * @returns the new cookie of that browser, where a contact or a child was typed
   * @throws Conflict when the draft was changed from another screen meanwhile
   */
  async saveDraft(
    draft: OpenDraft,
    change: (form: DossierForm) => DossierForm,
    topic: string,
    removed: RemovedPart | null = draft.removed,
    browser: { readonly secret: string; readonly network: string } | null = null,
  ): Promise<string | null> {
    return this.unitOfWork.run(async (tx) => {
      const answered = [...new Set([...draft.answered, topic])];
      const form = change(draft.form);
      const saved = { form, answered, removed, version: draft.version + 1, updatedAt: this.clock.now() };
      if (isUnwritten(draft)) await this.writeDraft(tx, { ...draft, ...saved });
      else {
        const affected = await tx.update(Draft, { id: draft.id, version: draft.version }, saved);
        if (affected === 0) throw new Conflict(refuse('draft.changed'));
      }
      return draft.holder.kind === 'family' && browser
        ? this.links.keepToTyper(tx, draft.id, { before: draft.form, after: form }, browser)
        : null;
    });
  }

  /** @throws Conflict when its first answer was written from another screen meanwhile */
  private async writeDraft(tx: Tx, { holder, ...draft }: OpenDraft): Promise<void> {
    const key = holder.kind === 'family' ? holder.unwritten : undefined;
    const mayBegin = key !== undefined || holder.kind === 'staff';
    if (!mayBegin || !(await tx.insertIfAbsent(Draft, draft))) throw new Conflict(refuse('draft.changed'));
    if (key) await this.access.addSession(tx, key.tokenHash, { dossierId: null, draftId: draft.id });
  }

  /**
   * Sends the draft. Sending the same draft twice deposits it once.
   * @param draft as it was when its answers were checked; one that changed since has to be checked again
   * @param language language of the pages on which it was filled in
   * @throws Conflict when it was sent or changed meanwhile
   */
  async sendDraft(tx: Tx, actor: Actor, draft: Draft, language: Language): Promise<Intake> {
    const current = await tx.lock(Draft, { id: draft.id });
    if (!current) throw new NotFound('draft');
    if (current.dossierId) throw new Conflict(refuse('draft.alreadySent'));
    if (current.version !== draft.version) throw new Conflict(refuse('draft.changed'));
    const intake = await this.intake.submitForm(tx, actor, current.form, {
      origin: current.pointId === null ? current.origin : 'door',
      ...(current.completesId ? { into: current.completesId } : {}),
      ...(current.origin === 'parent' ? { language } : {}),
    });
    await tx.update(
      Draft,
      { id: draft.id },
      { dossierId: intake.dossierId, removed: null, updatedAt: this.clock.now() },
    );
    for (const note of this.sent.all) await note(tx, actor, current, intake);
    return intake;
  }
}
