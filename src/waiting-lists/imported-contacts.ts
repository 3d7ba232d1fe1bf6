import { Injectable } from '@nestjs/common';
import { Hooks } from '../kernel/hooks.js';
import type { Id } from '../kernel/ids.js';
import type { Instant } from '../kernel/time.js';
import type { Tx } from '../platform/database/index.js';

/** A family once asked for a place: each row of a list says so, read or not. */
export interface ImportedContact {
  readonly id: Id;
  readonly at: Instant;
  readonly deskId: string;
  readonly communeCode: string | null;
  readonly dossierId: Id | null;
  readonly requestId: Id | null;
  readonly loggedBy: string;
}

/** Who keeps the enquiries: the first desk, which stands on this floor. */
export interface ContactKeeper {
  keep(tx: Tx, contact: ImportedContact): Promise<void>;
  /** The row was mended: it is kept again with what it says now. */
  drop(tx: Tx, id: Id): Promise<void>;
}

/** Where the keeper of the enquiries says that it is there. Both methods run in the unit of work that takes the row. */
@Injectable()
export class ImportedContacts {
  readonly keepers = new Hooks<ContactKeeper>('a row of a list is taken, or mended');

  async keep(tx: Tx, contact: ImportedContact): Promise<void> {
    for (const keeper of this.known()) await keeper.keep(tx, contact);
  }

  async drop(tx: Tx, id: Id): Promise<void> {
    for (const keeper of this.known()) await keeper.drop(tx, id);
  }

  private known(): readonly ContactKeeper[] {
    if (this.keepers.all.length === 0) throw new Error('nobody keeps the enquiries that lists bring');
    return this.keepers.all;
  }
}
