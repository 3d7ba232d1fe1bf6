import { Injectable } from '@nestjs/common';
import { AnswerWriter, Dossiers, Drafts, EMPTY_CHILD, triagesRequest } from '../../dossier/dossier/index.js';
import type { Id } from '../../foundation/kernel/ids.js';
import { NotFound } from '../../foundation/kernel/refusal.js';
import { Reader } from '../../foundation/platform/database/index.js';
import type { Actor } from '../../foundation/platform/security/index.js';

/** Known families to which an agent adds a child at the counter. */
@Injectable()
export class CompletedFamilies {
  constructor(
    private readonly reader: Reader,
    private readonly dossiers: Dossiers,
    private readonly writer: AnswerWriter,
    private readonly drafts: Drafts,
  ) {}

  /**
   * Begins a draft with what is known of the family of a request, and another child. The read is audited.
   * @throws NotFound when the request is not of the actor's desk, or its family was forgotten
   */
  async beginDraft(actor: Actor, requestId: Id): Promise<Id> {
    const { request, dossier } = await this.dossiers.requestFile(actor, requestId);
    if (!triagesRequest(actor, request) || dossier.anonymisedAt !== null) throw new NotFound('request');
    const { form } = await this.writer.readHeld(this.reader, dossier.id);
    const draft = await this.drafts.startDraft(actor, {
      completesId: dossier.id,
      form: { ...form, children: [{ ...EMPTY_CHILD, surname: request.surname }] },
    });
    return draft.id;
  }
}
