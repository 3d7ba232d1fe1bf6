import { Injectable, type OnModuleInit } from '@nestjs/common';
import { In } from 'typeorm';
import { Forgetting } from '../dossier/index.js';
import type { Id } from '../kernel/ids.js';
import type { Tx } from '../platform/database/index.js';
import { ImportRow } from './persistence/import.entities.js';
import { Enquiry } from './persistence/triage.entities.js';

/** What the desk wrote about a family goes with the family's names: notes of calls, and its line of an imported list. */
@Injectable()
export class TriageForgetting implements OnModuleInit {
  constructor(private readonly forgetting: Forgetting) {}

  onModuleInit(): void {
    this.forgetting.onForget((tx, dossierId, requestIds) => this.forget(tx, dossierId, requestIds));
  }

  private async forget(tx: Tx, dossierId: Id, requestIds: readonly Id[]): Promise<void> {
    await tx.update(Enquiry, { dossierId }, { note: null });
    if (requestIds.length === 0) return;
    await tx.update(Enquiry, { requestId: In([...requestIds]) }, { note: null });
    // The fingerprint stays: importing the list again does not bring the family back.
    await tx.update(ImportRow, { requestId: In([...requestIds]) }, { raw: '', problems: [] });
  }
}
