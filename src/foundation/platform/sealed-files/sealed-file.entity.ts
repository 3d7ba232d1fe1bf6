import { Entity, Index } from 'typeorm';
import type { Id } from '../../kernel/ids.js';
import type { Instant } from '../../kernel/time.js';
import { CodeColumn, CountColumn, IdColumn, InstantColumn, RefColumn, TextColumn } from '../database/index.js';

/** A sealed file of a family. Its key is outside the database; without the key it says nothing. */
@Entity('sealed_file')
@Index('sealed_file_owner', ['ownerId', 'ownerKind'], { unique: true })
export class SealedFile {
  @IdColumn() id: Id;
  /** What it belongs to: `import`… */
  @CodeColumn() ownerKind: string;
  @CodeColumn() ownerId: Id;
  @CodeColumn() mediaType: string;
  /** Size of the unsealed file, in bytes. */
  @CountColumn() size: number;
  /** The id of the key that seals it; `none` for a file that was kept before there were keys. */
  @RefColumn() keyId: string;
  /** Base64, because the two databases share no type for bytes. */
  @TextColumn() sealed: string;
  @InstantColumn() keptAt: Instant;
  @Index()
  @InstantColumn()
  keptUntil: Instant;
}
