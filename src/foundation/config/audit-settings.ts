import { Transform } from 'class-transformer';
import { IsOptional, Matches } from 'class-validator';
import { FileSettings } from './file-settings.js';
import { WholeNumber } from './whole-number.js';

/** How the journal is sealed and anchored (docs/decisions/0094-the-journal-is-sealed.md). */
export class AuditSettings extends FileSettings {
  /**
   * Signs the anchors of the journal: 32 bytes in base64, kept outside the database. Without it, on SQLite, one is made
   * and kept beside the database.
   */
  @Transform(({ value }) => (value === '' ? undefined : value))
  @IsOptional()
  @Matches(/^[A-Za-z0-9+/]{43}=$/, {
    message: 'AUDIT_KEY must be a key of 32 bytes in base64 (openssl rand -base64 32)',
  })
  AUDIT_KEY?: string;

  /**
   * Where anchors are kept outside the database: files, `mailto:` addresses and https addresses, separated by spaces.
   * Without it: a file in BACKUP_DIR, or beside an SQLite database.
   */
  @Transform(({ value }) =>
    String(value ?? '')
      .split(/\s+/)
      .filter((place) => place !== ''),
  )
  @Matches(/^([^\s:]+|mailto:[^\s@]+@[^\s@]+|https?:\/\/[!-~]+)$/, {
    each: true,
    message: 'AUDIT_ANCHORS must be paths of files, mailto: addresses or https addresses, with spaces between them',
  })
  AUDIT_ANCHORS: string[];

  /** Minutes between two seals of the journal, each of which is anchored at once. */
  @WholeNumber(5, { max: 15 }) AUDIT_SEAL_MINUTES: number;
}

export const AUDIT_SETTINGS = ['AUDIT_KEY', 'AUDIT_ANCHORS', 'AUDIT_SEAL_MINUTES'] as const;
