import { Injectable } from '@nestjs/common';
import { Drafts, type Draft } from '../../dossier/dossier/index.js';
import type { Id } from '../../foundation/kernel/ids.js';
import type { Actor } from '../../foundation/platform/security/index.js';

/** Dossiers an agent enters with a family at the counter. */
@Injectable()
export class CounterDrafts {
  constructor(private readonly drafts: Drafts) {}

  async startDraft(actor: Actor): Promise<Id> {
    return (await this.drafts.startDraft(actor)).id;
  }

  async listUnfinished(actor: Actor): Promise<Draft[]> {
    return actor.kind === 'staff' ? this.drafts.unfinishedOf(actor.accountId) : [];
  }
}
