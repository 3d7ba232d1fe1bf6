import { Entity, Index } from 'typeorm';
import type { Id } from '../../kernel/ids.js';
import type { Instant } from '../../kernel/time.js';
import {
  CodeColumn,
  CountColumn,
  IdColumn,
  InstantColumn,
  OwnColumn,
  RefColumn,
  TextColumn,
} from '../../platform/database/index.js';

/**
 * Compte rendu: what a session decided, as canonical JSON. A correction before the signature is another version; none
 * is ever changed (a trigger holds it).
 */
@Entity('minutes')
@Index('minutes_once', ['sessionId', 'number'], { unique: true })
export class Minutes {
  @IdColumn() id: Id;
  @RefColumn() sessionId: Id;
  @CountColumn() number: number;
  @TextColumn() content: string;
  /** Of the content, printed on its documents. */
  @CodeColumn() sha256: string;
  @InstantColumn() madeAt: Instant;
}

export type MinutesDocument = 'full' | 'signed' | 'public';

/** A document as it was made the first time: the same bytes ever after. */
@Entity('minutes_file')
@Index('minutes_file_once', ['minutesId', 'document'], { unique: true })
export class MinutesFile {
  @IdColumn() id: Id;
  @OwnColumn(() => Minutes) minutesId: Id;
  @CodeColumn() document: MinutesDocument;
  /** PDF, as base64: one type of column for both databases. */
  @TextColumn() bytes: string;
  @CodeColumn() sha256: string;
  @InstantColumn() madeAt: Instant;
}

@Entity('minutes_signature')
@Index('minutes_signature_once', ['sessionId'], { unique: true })
export class MinutesSignature {
  @IdColumn() id: Id;
  @RefColumn() sessionId: Id;
  @OwnColumn(() => Minutes) minutesId: Id;
  /** As it was typed. */
  @TextColumn() name: string;
  /** The member who signs, as the body names it. */
  @TextColumn() label: string;
  @RefColumn() accountId: Id;
  /** Written down by who runs the session, for a chair who has no sign-in. */
  @CodeColumn() by: 'chair' | 'secretary';
  @InstantColumn() signedAt: Instant;
}
