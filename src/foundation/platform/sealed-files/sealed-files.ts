import { Injectable, type OnModuleInit } from '@nestjs/common';
import { In } from 'typeorm';
import { Config } from '../../config/index.js';
import { Clock } from '../../kernel/clock.js';
import { jobType } from '../../kernel/job-type.js';
import { newId, type Id } from '../../kernel/ids.js';
import type { Refusal } from '../../kernel/refusal.js';
import type { Instant } from '../../kernel/time.js';
import { listOf, type Reader, type SqlPart, type Tx } from '../database/index.js';
import { Traces } from '../erasures/index.js';
import { Nightly } from '../queue/index.js';
import { FileKeys } from './file-keys.js';
import { judgeFile, type MediaType } from './file-kinds.js';
import { SealedFile } from './sealed-file.entity.js';
import { seal, unseal } from './sealing.js';

const JOB = jobType('files.retention');
/** Before the other work of the night, so that what depends on an erased file is removed in the same night. */
const HOUR = '03:20';
/** Files in one step of the night's work: ten of the largest take about a second. */
const AT_ONCE = 10;
/** The key id of files that were kept before there were keys. The first night seals them. */
export const IN_CLEAR = 'none';

/** The owner of a file. One owner has at most one file of a kind. */
export interface FileOwner {
  readonly kind: 'import' | 'present-list' | 'minder-list';
  readonly id: Id;
}

/** A file that was judged. Only {@link SealedFiles.judgeFile} makes one. */
export interface JudgedFile {
  readonly mediaType: MediaType;
  readonly bytes: Buffer;
}

/**
 * The stored files of families. A file is judged before it is kept, sealed with a key that is outside the database,
 * and erased once its time is over. Files are rows: they are written in the unit of work that needs them, erased with
 * it, and sealed in every backup too.
 */
@Injectable()
export class SealedFiles implements OnModuleInit {
  private readonly keys: FileKeys;

  constructor(
    private readonly config: Config,
    private readonly clock: Clock,
    private readonly nightly: Nightly,
    private readonly traces: Traces,
  ) {
    this.keys = new FileKeys(config);
  }

  async onModuleInit(): Promise<void> {
    await this.nightly.every(JOB, HOUR, (tx) => this.run(tx));
  }

  /**
   * @param declared the type that the sender says. @returns the refusal, in words of the catalogue, or the file to
   * keep
   */
  judgeFile(declared: MediaType, bytes: Buffer): Refusal | JudgedFile {
    const judged = judgeFile(declared, bytes, { megabytes: this.config.FILE_MEGABYTES });
    return Buffer.isBuffer(judged) ? { mediaType: declared, bytes: judged } : judged;
  }

  /** @param keptUntil when the file is erased; every file has such a date */
  async keepFile(tx: Tx, owner: FileOwner, { mediaType, bytes }: JudgedFile, keptUntil: Instant): Promise<void> {
    const key = this.keys.currentKey();
    const file = { id: newId(), ownerKind: owner.kind, ownerId: owner.id, mediaType };
    await tx.insert(SealedFile, {
      ...file,
      size: bytes.length,
      keyId: key.id,
      sealed: seal(key, aboutOf(file), bytes),
      keptAt: this.clock.now(),
      keptUntil,
    });
  }

  /** @returns null once the file is erased. @throws Error when its key is missing, or the row was altered */
  async readFile(from: Reader, owner: FileOwner): Promise<Buffer | null> {
    const file = await from.findOne(SealedFile, { ownerKind: owner.kind, ownerId: owner.id });
    return file && this.openFile(file);
  }

  /** When the file will be erased, without reading its bytes. @returns null once it is erased */
  async findEnd(from: Reader, owner: FileOwner): Promise<Instant | null> {
    const [file] = await from.sql<{ keptUntil: Instant }>(
      'SELECT kept_until AS "keptUntil" FROM sealed_file WHERE owner_kind = :kind AND owner_id = :id',
      { ...owner },
    );
    return file?.keptUntil ?? null;
  }

  async changeEnd(tx: Tx, owner: FileOwner, keptUntil: Instant): Promise<void> {
    await tx.update(SealedFile, { ownerKind: owner.kind, ownerId: owner.id }, { keptUntil });
  }

  async eraseFiles(tx: Tx, kind: FileOwner['kind'], ownerIds: readonly Id[]): Promise<void> {
    if (ownerIds.length === 0) return;
    await tx.delete(SealedFile, { ownerKind: kind, ownerId: In(ownerIds) });
    await this.traces.removeAfter(tx);
  }

  /** A subquery of the owners that have a file of this kind, for `IN (…)`. */
  ownersOf(kind: FileOwner['kind']): SqlPart {
    return { sql: 'SELECT owner_id FROM sealed_file WHERE owner_kind = :fileOwner', parameters: { fileOwner: kind } };
  }

  /** The ids of keys that stored files are sealed with and that are not among these keys. */
  async lackingKeys(from: Reader, keys: FileKeys = this.keys): Promise<string[]> {
    const known = keys.listKeys().map(({ id }) => id);
    const rows = await from.sql<{ keyId: string }>(
      'SELECT DISTINCT key_id AS "keyId" FROM sealed_file ORDER BY key_id',
    );
    return rows.map(({ keyId }) => keyId).filter((keyId) => keyId !== IN_CLEAR && !known.includes(keyId));
  }

  private openFile(file: SealedFile): Buffer {
    if (file.keyId === IN_CLEAR) return Buffer.from(file.sealed, 'base64');
    return unseal(this.keys.findKey(file.keyId), aboutOf(file), file.sealed);
  }

  /** Erases the files whose time is over, then seals again those that are not sealed with the current key. */
  private async run(tx: Tx): Promise<boolean> {
    const erased = await tx.write('DELETE FROM sealed_file WHERE kept_until < :now RETURNING id', {
      now: this.clock.now(),
    });
    const changed = await this.sealAnew(tx);
    if (erased.length + changed > 0) await this.traces.removeAfter(tx);
    return changed === AT_ONCE;
  }

  private async sealAnew(tx: Tx): Promise<number> {
    const openable = [
      IN_CLEAR,
      ...this.keys
        .listKeys()
        .slice(1)
        .map(({ id }) => id),
    ];
    const ids = listOf('key', openable);
    const rows = await tx.sql<{ id: Id }>(
      `SELECT id FROM sealed_file WHERE key_id IN (${ids.sql}) ORDER BY id LIMIT ${AT_ONCE}`,
      ids.parameters,
    );
    for (const { id } of rows) {
      const file = (await tx.lock(SealedFile, { id }))!;
      const key = this.keys.currentKey();
      await tx.update(SealedFile, { id }, { keyId: key.id, sealed: seal(key, aboutOf(file), this.openFile(file)) });
    }
    return rows.length;
  }
}

const aboutOf = (file: Pick<SealedFile, 'id' | 'ownerKind' | 'ownerId' | 'mediaType'>): string =>
  [file.id, file.ownerKind, file.ownerId, file.mediaType].join(' ');
