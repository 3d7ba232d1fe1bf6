import { existsSync, readdirSync, rmSync, statSync, unlinkSync } from 'node:fs';
import { open, rename } from 'node:fs/promises';
import { join } from 'node:path';
import type { Instant } from '../../kernel/time.js';
import { BackupError, saying } from './backup-error.js';
import { syncFolderOf } from './files.js';
import { ARCHIVE_NAME, MANIFEST_NAME, manifestNameOf, readManifest, type Manifest } from './manifest.js';
import { backupsToDrop, type KeepRules } from './retention.js';

const PARTIAL = /^marelle-.*\.partial$/;
const DAY_MILLIS = 86_400_000;

/**
 * The folder of the backups, BACKUP_DIR. A backup counts as there once it has a manifest, which is written last and
 * deleted last.
 */
export class BackupFolder {
  constructor(private readonly path: string) {
    // The folder is never created here. Where a network share is not mounted, that would fill the disk below its mount
    // point.
    if (!existsSync(path)) throw new BackupError(`BACKUP_DIR (${path}) does not exist: mount it or create it first`);
    if (!statSync(path).isDirectory()) throw new BackupError(`BACKUP_DIR (${path}) is not a folder`);
  }

  partialOf = (archive: string): string => join(this.path, `${archive}.partial`);

  /** Gives a complete backup its final name. After a power cut, either all of it is there or nothing. */
  async publish(manifest: Manifest): Promise<void> {
    const partial = this.partialOf(manifestNameOf(manifest.file));
    try {
      const file = await open(partial, 'wx', 0o600);
      await file.writeFile(`${JSON.stringify(manifest, null, 2)}\n`);
      await file.sync();
      await file.close();
      await rename(this.partialOf(manifest.file), join(this.path, manifest.file));
      await rename(partial, join(this.path, manifestNameOf(manifest.file)));
      await syncFolderOf(partial);
    } catch (error) {
      rmSync(partial, { force: true });
      throw saying(`The backup cannot be written to BACKUP_DIR (${this.path})`, error);
    }
  }

  listBackups(): Manifest[] {
    return readdirSync(this.path)
      .filter((name) => MANIFEST_NAME.test(name))
      .flatMap((name) => {
        try {
          return [readManifest(join(this.path, name)).manifest];
        } catch {
          // The file is not one of ours, or is damaged. It is left for a person to look at.
          return [];
        }
      });
  }

  /**
   * Deletes the backups that are no longer kept, and what unfinished backups left behind a day ago or earlier.
   * @returns the files deleted
   */
  prune(rules: KeepRules, now: Instant): string[] {
    const backups = this.listBackups();
    const drop = new Set(
      backupsToDrop(
        backups.map(({ takenAt }) => takenAt),
        rules,
        now,
      ),
    );
    const dropped = backups.filter(({ takenAt }) => drop.has(takenAt));
    for (const { file } of dropped) {
      rmSync(join(this.path, file), { force: true });
      unlinkSync(join(this.path, manifestNameOf(file)));
    }
    const left = readdirSync(this.path).filter((name) => this.isLeft(name, now));
    for (const name of left) rmSync(join(this.path, name), { force: true });
    return [...dropped.map(({ file }) => file), ...left];
  }

  private isLeft(name: string, now: Instant): boolean {
    const orphan = ARCHIVE_NAME.test(name) && !existsSync(join(this.path, manifestNameOf(name)));
    return (PARTIAL.test(name) || orphan) && statSync(join(this.path, name)).mtimeMs < Date.parse(now) - DAY_MILLIS;
  }
}
