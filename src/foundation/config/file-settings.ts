import { Transform } from 'class-transformer';
import { Matches } from 'class-validator';
import { FamilySettings } from './family-settings.js';
import { WholeNumber } from './whole-number.js';

/** The files of families: how they are sealed where they are kept, and how large one may be. */
export class FileSettings extends FamilySettings {
  /**
   * Keys that seal files, 32 bytes each in base64, separated by commas. New files are sealed with the first key; files
   * are opened with any of them. Without a key, on SQLite, one is made and kept beside the database.
   */
  @Transform(({ value }) =>
    String(value ?? '')
      .split(/[\s,]+/)
      .filter((key) => key !== ''),
  )
  @Matches(/^[A-Za-z0-9+/]{43}=$/, {
    each: true,
    message: 'FILES_KEYS must be keys of 32 bytes in base64 (openssl rand -base64 32), with commas between them',
  })
  FILES_KEYS: string[];

  /** The most megabytes that one file of a family may have. */
  @WholeNumber(10, { max: 50 }) FILE_MEGABYTES: number;
}

export const FILE_SETTINGS = ['FILES_KEYS', 'FILE_MEGABYTES'] as const;
