import { Injectable } from '@nestjs/common';
import { Config } from '../../foundation/config/index.js';
import { Clock } from '../../foundation/kernel/clock.js';
import type { Lack } from '../../foundation/kernel/lack.js';
import { Audit } from '../../foundation/platform/audit/index.js';
import { BackupError, readManifest } from '../../foundation/platform/backup/index.js';
import { Reader, UnitOfWork } from '../../foundation/platform/database/index.js';
import type { Actor } from '../../foundation/platform/security/index.js';
import { findKept, keep } from '../../foundation/platform/settings/index.js';

const RESTORED = 'backup.restored';

/**
 * Whether a backup is made, and whether its key was seen to open one. The key is never on this server, so somebody
 * restores a backup elsewhere and says here which one it was.
 */
@Injectable()
export class BackupProofs {
  constructor(
    private readonly config: Config,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly audit: Audit,
  ) {}

  async list(from: Reader): Promise<Lack[]> {
    const ofServer = { group: 'keeping', mender: 'operator', href: null } as const;
    const made = this.config.BACKUP_DIR !== undefined && this.config.BACKUP_RECIPIENTS.length > 0;
    const restored = await findKept(from, RESTORED);
    return [
      ...(made ? [] : [{ ...ofServer, kind: 'backup' }]),
      ...(restored ? [] : [{ ...ofServer, kind: 'restore' }]),
    ];
  }

  /**
   * Records that a backup was restored with its key.
   * @param file the backup, its manifest beside it
   * @returns the moment whose rows it holds
   * @throws BackupError when there is no such backup, or it is not encrypted
   */
  async recordRestore(actor: Actor, file: string): Promise<string> {
    const { manifest } = readManifest(file);
    if (!manifest.encrypted) throw new BackupError(`${file} is not encrypted: restoring it proves no key`);
    const value = { file: manifest.file, takenAt: manifest.takenAt, at: this.clock.now() };
    await this.unitOfWork.run(async (tx) => {
      await keep(tx, RESTORED, value);
      await this.audit.changed(tx, actor, 'backup.restored', { kind: 'backup', id: manifest.takenAt });
    });
    return manifest.takenAt;
  }
}
