import { Entity } from 'typeorm';
import type { Id } from '../../../foundation/kernel/ids.js';
import type { Instant } from '../../../foundation/kernel/time.js';
import { CodeColumn, InstantColumn, KeyColumn } from '../../../foundation/platform/database/index.js';

/** A director's declaration that no child was there when the establishment began to use the desk. */
@Entity('nobody_present')
export class NobodyPresentRow {
  @KeyColumn() providerId: Id;
  @InstantColumn() saidAt: Instant;
  /** `staff:<account>`. */
  @CodeColumn() saidBy: string;
}
