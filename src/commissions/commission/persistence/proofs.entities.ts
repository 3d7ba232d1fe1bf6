import { Entity, Index } from 'typeorm';
import type { Id } from '../../../foundation/kernel/ids.js';
import type { Instant } from '../../../foundation/kernel/time.js';
import {
  CodeColumn,
  IdColumn,
  InstantColumn,
  OwnColumn,
  RefColumn,
} from '../../../foundation/platform/database/index.js';
import { CommissionSession } from './commission.entities.js';

/** Justificatif demandé: a proof that a family was asked to show before the list of one session is fixed. */
@Entity('asked_proof')
@Index('asked_proof_once', ['sessionId', 'requestId', 'criterion'], { unique: true })
export class AskedProof {
  @IdColumn() id: Id;
  @OwnColumn(() => CommissionSession) sessionId: Id;
  @RefColumn() requestId: Id;
  @CodeColumn() criterion: string;
  @InstantColumn() askedAt: Instant;
}
