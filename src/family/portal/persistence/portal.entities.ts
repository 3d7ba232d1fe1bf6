import { Entity } from 'typeorm';
import type { Id } from '../../../foundation/kernel/ids.js';
import type { Instant } from '../../../foundation/kernel/time.js';
import {
  FlagColumn,
  IdColumn,
  InstantColumn,
  JsonColumn,
  RefColumn,
} from '../../../foundation/platform/database/index.js';

/** The requests that a town's portal deposited. It may read the states of these and of no others. */
@Entity('portal_deposit')
export class PortalDeposit {
  @IdColumn() id: Id;
  @RefColumn() clientId: Id;
  @RefColumn() dossierId: Id;
  @JsonColumn() requestIds: Id[];
  /** Whether the deposit was added to the dossier of a known family, as it once was. The portal is never told its number. */
  @FlagColumn() known: boolean;
  @InstantColumn() at: Instant;
}
