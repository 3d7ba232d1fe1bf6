import { Injectable, type OnModuleInit } from '@nestjs/common';
import { In } from 'typeorm';
import { SessionSearches } from '../../territory/accounts/index.js';
import { Forgetting } from '../../dossier/dossier/index.js';
import type { Id } from '../../foundation/kernel/ids.js';
import type { Tx } from '../../foundation/platform/database/index.js';
import { UnsentForms } from '../../foundation/platform/unsent-forms/index.js';
import { deleteBulkRowsOf } from './persistence/bulk-acts.queries.js';
import { Enquiry } from './persistence/triage.entities.js';

/**
 * Erases what the desk wrote about a family together with its names: the names, numbers, notes and answers of contacts
 * and what links them to the family, the recent searches, and what waits to be sent. The contacts themselves stay,
 * because figures count them.
 */
@Injectable()
export class TriageForgetting implements OnModuleInit {
  constructor(
    private readonly forgetting: Forgetting,
    private readonly searches: SessionSearches,
    private readonly unsent: UnsentForms,
  ) {}

  onModuleInit(): void {
    this.forgetting.forgotten.join('triage empties its notes and its searches', (tx, dossierId, requestIds) =>
      this.forgetNotes(tx, dossierId, requestIds),
    );
  }

  private async forgetNotes(tx: Tx, dossierId: Id, requestIds: readonly Id[]): Promise<void> {
    await this.searches.forgetAll(tx);
    await this.unsent.forgetAll(tx);
    const forgotten = {
      ...{ note: null, who: null, phone: null, answer: null, callBackOn: null, awaitsAnswer: false },
      ...{ dossierId: null, requestId: null },
    };
    if (requestIds.length > 0) await tx.update(Enquiry, { requestId: In([...requestIds]) }, forgotten);
    await tx.update(Enquiry, { dossierId }, forgotten);
    await deleteBulkRowsOf(tx, requestIds);
  }
}
