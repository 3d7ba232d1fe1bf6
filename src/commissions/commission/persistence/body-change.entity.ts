import { Entity } from 'typeorm';
import type { Id } from '../../../foundation/kernel/ids.js';
import type { Instant } from '../../../foundation/kernel/time.js';
import {
  CodeColumn,
  IdColumn,
  InstantColumn,
  JsonColumn,
  OwnColumn,
} from '../../../foundation/platform/database/index.js';
import type { BodyChangeKind } from '../domain/body-changes.js';
import { Body, BodyMember } from './commission.entities.js';

/** One change of a body by a person. It is never rewritten. */
@Entity('body_change')
export class BodyChange {
  @IdColumn() id: Id;
  @OwnColumn(() => Body) bodyId: Id;
  @InstantColumn() at: Instant;
  /** Who changed it: `staff:<account>`, `system`… */
  @CodeColumn() changedBy: string;
  @CodeColumn() kind: BodyChangeKind;
  /** The member whom it is about; null for a change of the body itself. */
  @OwnColumn(() => BodyMember, { nullable: true }) memberId: Id | null;
  /** The facts that changed, as they were. */
  @JsonColumn() before: Readonly<Record<string, unknown>>;
  @JsonColumn() after: Readonly<Record<string, unknown>>;
}
