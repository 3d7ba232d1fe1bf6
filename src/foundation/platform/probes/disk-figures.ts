import { Injectable } from '@nestjs/common';
import { statfs } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Config } from '../../config/index.js';
import { Metrics, type GaugeValue } from '../metrics/index.js';

/** The room left on the disks that this process writes to. Full, they refuse what families send. */
@Injectable()
export class DiskFigures {
  private readonly folders: readonly (readonly [of: string, folder: string])[];

  constructor({ DATABASE_URL, SQLITE_FILE, BACKUP_DIR }: Config, metrics: Metrics) {
    this.folders = [
      ...(DATABASE_URL === undefined ? [['database', dirname(SQLITE_FILE)] as const] : []),
      ...(BACKUP_DIR === undefined ? [] : [['backups', BACKUP_DIR] as const]),
    ];
    if (this.folders.length > 0)
      metrics.gauge({
        name: 'marelle_disk_free_bytes',
        help: 'Room left on the disk of the database (SQLite) and of the backups',
        labels: ['of'],
        read: () => this.readRoom(),
      });
  }

  private async readRoom(): Promise<GaugeValue[]> {
    return Promise.all(
      this.folders.map(async ([of, folder]) => {
        const { bavail, bsize } = await statfs(folder);
        return { value: bavail * bsize, labels: { of } };
      }),
    );
  }
}
