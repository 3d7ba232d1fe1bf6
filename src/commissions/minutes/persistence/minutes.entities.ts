import { Entity, Index } from 'typeorm';
import type { Id } from '../../../foundation/kernel/ids.js';
import type { Instant } from '../../../foundation/kernel/time.js';
import {
  CodeColumn,
  CountColumn,
  IdColumn,
  InstantColumn,
  OwnColumn,
  RefColumn,
  TextColumn,
} from '../../../foundation/platform/database/index.js';

/**
 * Compte rendu: what a session decided, as canonical JSON. A correction before the signature adds a version. A trigger
 * refuses any change to a version.
 */
@Entity('minutes')
@Index('minutes_once', ['sessionId', 'number'], { unique: true })
export class Minutes {
  @IdColumn() id: Id;
  @RefColumn() sessionId: Id;
  @CountColumn() number: number;
  @TextColumn() content: string;
  /** Hash of the content. It is printed on the documents. */
  @CodeColumn() sha256: string;
  @InstantColumn() madeAt: Instant;
}

export type MinutesDocument = 'full' | 'signed' | 'public';

/** A document as it was first made. Its bytes never change. */
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
  /** The name that the signer typed. */
  @TextColumn() name: string;
  /** The member who signs, as the body names it. */
  @TextColumn() label: string;
  @RefColumn() accountId: Id;
  /** `secretary`: the person who runs the session noted the signature of a chair who has no sign-in. */
  @CodeColumn() by: 'chair' | 'secretary';
  @InstantColumn() signedAt: Instant;
}
