import { Transform } from 'class-transformer';
import { IsOptional, IsString, Matches } from 'class-validator';
import { KeepingSettings } from './keeping-settings.js';
import { optionalText } from './optional-text.js';
import { WholeNumber } from './whole-number.js';

/** Where backups go, who can open them, and which are kept. */
export class BackupSettings extends KeepingSettings {
  /**
   * The folder of backups and of the log of erasures. It is never created by us, because a network share may not be
   * mounted.
   */
  @Transform(optionalText)
  @IsOptional()
  @IsString()
  BACKUP_DIR?: string;

  /** Public keys of age that backups are encrypted to: `age1…`, several with commas. */
  @Transform(({ value }) =>
    String(value ?? '')
      .split(/[\s,]+/)
      .filter((key) => key !== ''),
  )
  @Matches(/^age1[a-z0-9]+$/, {
    each: true,
    message: 'BACKUP_RECIPIENTS must be public keys of age (age1…), with commas between them',
  })
  BACKUP_RECIPIENTS: string[];

  /** How many of the newest backups are kept, one a day, a week and a month. */
  @WholeNumber(7) BACKUP_KEEP_DAILY: number;
  @WholeNumber(4, { min: 0 }) BACKUP_KEEP_WEEKLY: number;
  @WholeNumber(12, { min: 0 }) BACKUP_KEEP_MONTHLY: number;
}

export const BACKUP_SETTINGS = [
  'BACKUP_DIR',
  'BACKUP_RECIPIENTS',
  'BACKUP_KEEP_DAILY',
  'BACKUP_KEEP_WEEKLY',
  'BACKUP_KEEP_MONTHLY',
] as const;
