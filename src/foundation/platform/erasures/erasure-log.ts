import { existsSync } from 'node:fs';
import { open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Id } from '../../kernel/ids.js';
import type { Instant } from '../../kernel/time.js';

/** The log lies beside the backups, so that whoever copies them elsewhere copies it too. */
export const erasureLogIn = (folder: string): string => join(folder, 'erasures.log');

/**
 * The log of the dossiers that were made anonymous, with the date. It is outside the database, so that restoring an
 * older backup does not bring a family back. It holds one id per line, and is only ever appended to.
 */
export class ErasureLog {
  constructor(private readonly path: string) {}

  get exists(): boolean {
    return existsSync(this.path);
  }

  /** Appends a dossier. The line is durable when this returns. Noting the same dossier twice does no harm. */
  async append(dossierId: Id, at: Instant): Promise<void> {
    await this.appendLine(`${JSON.stringify({ at, dossierId })}\n`);
  }

  /** Creates the log even while nobody was erased. A backup without a log then means that the log was left behind. */
  async ensure(): Promise<void> {
    if (!this.exists) await this.appendLine('');
  }

  private async appendLine(line: string): Promise<void> {
    const file = await open(this.path, 'a+', 0o600);
    try {
      const { size } = await file.stat();
      const { buffer } = await file.read(Buffer.alloc(1), 0, 1, Math.max(0, size - 1));
      // A power cut may leave an unfinished line. The new line begins on its own, and the job that wrote the
      // unfinished one writes it again.
      await file.write(size > 0 && buffer.toString() !== '\n' ? `\n${line}` : line);
      await file.sync();
    } finally {
      await file.close();
    }
  }

  /** @returns each dossier once; `unreadable` counts the unfinished lines */
  async readIds(): Promise<{ dossierIds: Id[]; unreadable: number }> {
    const lines = (await readFile(this.path, 'utf8')).split('\n').filter((line) => line !== '');
    const ids = lines.map(idIn);
    return {
      dossierIds: [...new Set(ids.filter((id) => id !== null))],
      unreadable: ids.filter((id) => id === null).length,
    };
  }
}

function idIn(line: string): Id | null {
  try {
    const { dossierId } = JSON.parse(line) as { dossierId?: unknown };
    return typeof dossierId === 'string' ? dossierId : null;
  } catch {
    return null;
  }
}
