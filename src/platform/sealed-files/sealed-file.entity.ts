import { Entity, Index } from 'typeorm';
import type { Id } from '../../kernel/ids.js';
import type { Instant } from '../../kernel/time.js';
import { CodeColumn, CountColumn, IdColumn, InstantColumn, RefColumn, TextColumn } from '../database/index.js';

/** A file of a family, sealed: without its key, which is outside the database, it says nothing. */
@Entity('sealed_file')
@Index('sealed_file_owner', ['ownerId', 'ownerKind'], { unique: true })
export class SealedFile {
  @IdColumn() id: Id;
  /** What it belongs to: `import`… */
  @CodeColumn() ownerKind: string;
  @CodeColumn() ownerId: Id;
  @CodeColumn() mediaType: string;
  /** Bytes of the file in clear. */
  @CountColumn() size: number;
  /** The key it is sealed with; `none` for one that was kept before there were keys. */
  @RefColumn() keyId: string;
  /** Base64: the two databases have no type of bytes in common. */
  @TextColumn() sealed: string;
  @InstantColumn() keptAt: Instant;
  @Index()
  @InstantColumn()
  keptUntil: Instant;
}
