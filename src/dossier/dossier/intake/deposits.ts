import { Injectable } from '@nestjs/common';
import { Clock } from '../../../foundation/kernel/clock.js';
import type { Id } from '../../../foundation/kernel/ids.js';
import type { Language } from '../../../foundation/kernel/language.js';
import type { Instant } from '../../../foundation/kernel/time.js';
import { UnitOfWork, type Tx } from '../../../foundation/platform/database/index.js';
import type { Actor } from '../../../foundation/platform/security/index.js';
import type { ContactWay } from '../domain/contact-ways.js';
import { asksUrgently, type AdultForm, type Channel } from '../domain/dossier-form.js';
import { ProposedChanges } from '../answers/proposed-changes.js';
import { SENT_REQUEST } from '../domain/proposed-changes/fields.js';
import { findRequestsOf } from '../lifecycle/read-requests.js';
import { triagesRequest } from '../lifecycle/request.policy.js';
import { Drafts } from './drafts.js';
import { SENDER } from '../lifecycle/move-history.js';
import { FamilyAccess } from '../messages/family-access.js';
import { FamilyMessages } from '../messages/family-messages.js';
import { Draft, FamilySession } from '../persistence/dossier.entities.js';
import { RECEIPT } from './message-kinds.js';

/** `familySecret` opens the dossier in the browser that sent it. */
export interface Sent {
  readonly familySecret: string | null;
}

/** By which way the family wants its receipt: by message, or printed where it stands. */
export type ReceiptBy = Exclude<Channel, 'phone'> | 'paper';

/** What a family says at the counter beside its answers. */
interface AtCounter {
  readonly by?: ReceiptBy;
  readonly confirmed?: boolean;
}

/** Sends a draft. The deposit, the receipt by message and a parent's key to follow the dossier are one transaction. */
@Injectable()
export class Deposits {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly drafts: Drafts,
    private readonly access: FamilyAccess,
    private readonly messages: FamilyMessages,
    private readonly changes: ProposedChanges,
    private readonly clock: Clock,
  ) {}

  /**
   * @returns `familySecret`, which opens the dossier in the parent's browser. It is null when the family already had a
   * dossier: filling in a form about a child does not prove that the older dossier is theirs. The link then goes to
   * the stored contact.
   * @param language language of the page that sends it
   * @param ownSecret secret of the sender's session; every other session of this draft is closed
   * @param wanted of the counter: the way of the receipt, and whether the family confirms what contradicts its dossier
   * @throws Conflict when the draft was already sent
   */
  async sendDraft(
    actor: Actor,
    draft: Draft,
    language: Language,
    ownSecret: string | null,
    { by, confirmed = false }: AtCounter = {},
  ): Promise<Sent> {
    return this.unitOfWork.run(async (tx) => {
      const since = this.clock.now();
      const intake = await this.drafts.sendDraft(tx, actor, draft, language);
      if (confirmed) await this.takeConfirmed(tx, actor, intake.dossierId, since);
      await this.access.closeDraft(tx, draft.id, ownSecret);
      await this.messages.writeMessage(tx, {
        dossierId: intake.dossierId,
        kind: RECEIPT,
        args: () => ({ urgent: asksUrgently(draft.form) ? 'yes' : 'no' }),
        onlyWritten: true,
        // Of a known family, a contact that the form does not name may be an old one.
        ...(intake.known || by ? { within: this.waysOf(draft.form.adults, by) } : {}),
      });
      const opens = actor.kind === 'family' && !intake.known;
      return {
        familySecret: opens
          ? await this.access.openSession(tx, { dossierId: intake.dossierId, draftId: draft.id, adult: SENDER })
          : null,
      };
    });
  }

  /** Takes what this form contradicts, as whoever decides of it does on the page of changes. */
  private async takeConfirmed(tx: Tx, actor: Actor, dossierId: Id, since: Instant): Promise<void> {
    const requests = await findRequestsOf(tx, dossierId);
    if (!requests.some((request) => triagesRequest(actor, request))) return;
    const open = await this.changes.listOpen(tx, dossierId);
    const own = open.filter(({ source, at, field }) => source === 'counter' && at >= since && field !== SENT_REQUEST);
    await this.changes.takeChanges(tx, actor, dossierId, own);
  }

  private waysOf(adults: readonly AdultForm[], by?: ReceiptBy): ContactWay[] {
    return this.messages.carried(adults).filter(({ channel }) => by === undefined || channel === by);
  }

  /**
   * Gives the key of the dossier again, to the session that sent the draft. When the button was pressed twice, the
   * family may see only the second answer. Sending has closed every other session of the draft, and those get nothing.
   */
  async openSent(actor: Actor, draftId: Id): Promise<Sent> {
    if (actor.kind !== 'family' || actor.dossierId !== null) return { familySecret: null };
    return this.unitOfWork.run(async (tx) => {
      const session = await tx.findOne(FamilySession, { id: actor.sessionId!, draftId });
      const draft = session && (await tx.findOne(Draft, { id: draftId }));
      return {
        familySecret: draft?.dossierId
          ? await this.access.openSession(tx, { dossierId: draft.dossierId, draftId, adult: SENDER })
          : null,
      };
    });
  }
}
