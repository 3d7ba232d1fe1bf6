import { Injectable } from '@nestjs/common';
import type { Id } from '../../../foundation/kernel/ids.js';
import type { Language } from '../../../foundation/kernel/language.js';
import { UnitOfWork } from '../../../foundation/platform/database/index.js';
import type { Actor } from '../../../foundation/platform/security/index.js';
import { asksUrgently } from '../domain/dossier-form.js';
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

/** Sends a draft. The deposit, the receipt by message and a parent's key to follow the dossier are one transaction. */
@Injectable()
export class Deposits {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly drafts: Drafts,
    private readonly access: FamilyAccess,
    private readonly messages: FamilyMessages,
  ) {}

  /**
   * @returns `familySecret`, which opens the dossier in the parent's browser. It is null when the family already had a
   * dossier: filling in a form about a child does not prove that the older dossier is theirs. The link then goes to
   * the stored contact.
   * @param language language of the page that sends it
   * @param ownSecret secret of the sender's session; every other session of this draft is closed
   * @throws Conflict when the draft was already sent
   */
  async sendDraft(actor: Actor, draft: Draft, language: Language, ownSecret: string | null): Promise<Sent> {
    return this.unitOfWork.run(async (tx) => {
      const intake = await this.drafts.sendDraft(tx, actor, draft, language);
      await this.access.closeDraft(tx, draft.id, ownSecret);
      await this.messages.writeMessage(tx, {
        dossierId: intake.dossierId,
        kind: RECEIPT,
        args: () => ({ urgent: asksUrgently(draft.form) ? 'yes' : 'no' }),
        onlyWritten: true,
        // Of a known family, a contact that the form does not name may be an old one.
        ...(intake.known ? { within: this.messages.carried(draft.form.adults) } : {}),
      });
      const opens = actor.kind === 'family' && !intake.known;
      return {
        familySecret: opens
          ? await this.access.openSession(tx, { dossierId: intake.dossierId, draftId: draft.id, adult: SENDER })
          : null,
      };
    });
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
