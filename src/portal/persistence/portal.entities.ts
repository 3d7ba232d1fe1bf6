import { Entity } from 'typeorm';
import type { Id } from '../../kernel/ids.js';
import type { Instant } from '../../kernel/time.js';
import { FlagColumn, IdColumn, InstantColumn, JsonColumn, RefColumn } from '../../platform/database/index.js';

/** What a town's portal deposited: it may read the states of these requests and of no others. */
@Entity('portal_deposit')
export class PortalDeposit {
  @IdColumn() id: Id;
  @RefColumn() clientId: Id;
  @RefColumn() dossierId: Id;
  @JsonColumn() requestIds: Id[];
  /** The family had a dossier already: its number stays between it and its desk. */
  @FlagColumn() known: boolean;
  @InstantColumn() at: Instant;
}
