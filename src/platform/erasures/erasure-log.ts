import { existsSync } from 'node:fs';
import { open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Id } from '../../kernel/ids.js';
import type { Instant } from '../../kernel/time.js';

/** Beside the backups: whoever copies them elsewhere copies it too. */
export const erasureLogIn = (folder: string): string => join(folder, 'erasures.log');

/**
 * Which dossiers were made anonymous, and when: outside the database, so that a backup restored later does not bring a
 * family back. Ids only, one line each, appended and never cut.
 */
export class ErasureLog {
  constructor(private readonly path: string) {}

  get exists(): boolean {
    return existsSync(this.path);
  }

  /** Durable when it returns. Noting the same dossier twice does no harm. */
  async append(dossierId: Id, at: Instant): Promise<void> {
    await this.write(`${JSON.stringify({ at, dossierId })}\n`);
  }

  /** So that its absence beside a backup says that it was left behind, not that nobody was erased. */
  async ensure(): Promise<void> {
    if (!this.exists) await this.write('');
  }

  private async write(line: string): Promise<void> {
    const file = await open(this.path, 'a+', 0o600);
    try {
      const { size } = await file.stat();
      const { buffer } = await file.read(Buffer.alloc(1), 0, 1, Math.max(0, size - 1));
      // A line that a power cut left unfinished stays alone: the job that wrote it writes it again.
      await file.write(size > 0 && buffer.toString() !== '\n' ? `\n${line}` : line);
      await file.sync();
    } finally {
      await file.close();
    }
  }

  /** @returns each dossier once; `unreadable`: lines that are not whole */
  async read(): Promise<{ dossierIds: Id[]; unreadable: number }> {
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
