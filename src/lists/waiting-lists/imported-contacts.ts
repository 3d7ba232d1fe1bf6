import { Injectable } from '@nestjs/common';
import { Hooks } from '../../foundation/kernel/hooks.js';
import type { Id } from '../../foundation/kernel/ids.js';
import type { Instant } from '../../foundation/kernel/time.js';
import type { Tx } from '../../foundation/platform/database/index.js';

/** The contact that each row of a list stands for, whether or not it can be read: a family once asked for a place. */
export interface ImportedContact {
  readonly id: Id;
  readonly at: Instant;
  readonly deskId: string;
  readonly communeCode: string | null;
  readonly dossierId: Id | null;
  readonly requestId: Id | null;
  readonly loggedBy: string;
}

/** Keeps the enquiries of lists. The feature of the first desk is downstream, and registers here. */
export interface ContactKeeper {
  keepContact(tx: Tx, contact: ImportedContact): Promise<void>;
  /** Called when the row was corrected. The contact is kept again with what the row says now. */
  dropContact(tx: Tx, id: Id): Promise<void>;
}

/**
 * The feature that keeps enquiries registers itself here. Both methods run in the unit of work that imports the row.
 */
@Injectable()
export class ImportedContacts {
  readonly keepers = new Hooks<ContactKeeper>('a row of a list is taken, or mended');

  async keepContact(tx: Tx, contact: ImportedContact): Promise<void> {
    for (const keeper of this.known()) await keeper.keepContact(tx, contact);
  }

  async dropContact(tx: Tx, id: Id): Promise<void> {
    for (const keeper of this.known()) await keeper.dropContact(tx, id);
  }

  private known(): readonly ContactKeeper[] {
    if (this.keepers.all.length === 0) throw new Error('nobody keeps the enquiries that lists bring');
    return this.keepers.all;
  }
}
