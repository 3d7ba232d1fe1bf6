import { Entity } from 'typeorm';
import type { Id } from '../../kernel/ids.js';
import type { Instant } from '../../kernel/time.js';
import { CodeColumn, InstantColumn, KeyColumn } from '../../platform/database/index.js';

/** A director's declaration that no child was there when the establishment began to use the desk. */
@Entity('nobody_present')
export class NobodyPresentRow {
  @KeyColumn() providerId: Id;
  @InstantColumn() saidAt: Instant;
  /** `staff:<account>`. */
  @CodeColumn() saidBy: string;
}
