import { AuditSettings } from './audit-settings.js';
import { WholeNumber } from './whole-number.js';

/**
 * How many families one account may read (docs/decisions/0095, 0163). An hour and a day are the sixty minutes, or the
 * twenty-four hours, before a reading.
 */
export class ReadingSettings extends AuditSettings {
  /** Families opened, after which the person confirms that it is the one who reads. */
  @WholeNumber(60) READINGS_CONFIRMED_AN_HOUR: number;
  @WholeNumber(250) READINGS_CONFIRMED_A_DAY: number;

  /** Families opened, after which nothing more is shown for an hour, or a day. */
  @WholeNumber(150) READINGS_STOPPED_AN_HOUR: number;
  @WholeNumber(500) READINGS_STOPPED_A_DAY: number;

  /** Families that lists, searches, files and the API named, after which the person confirms; a program cannot. */
  @WholeNumber(150) LISTED_CONFIRMED_AN_HOUR: number;
  @WholeNumber(400) LISTED_CONFIRMED_A_DAY: number;

  /** Families that lists, searches, files and the API named, after which nothing more is shown for an hour, or a day. */
  @WholeNumber(300) LISTED_STOPPED_AN_HOUR: number;
  @WholeNumber(800) LISTED_STOPPED_A_DAY: number;
}

export const READING_SETTINGS = [
  'READINGS_CONFIRMED_AN_HOUR',
  'READINGS_CONFIRMED_A_DAY',
  'READINGS_STOPPED_AN_HOUR',
  'READINGS_STOPPED_A_DAY',
  'LISTED_CONFIRMED_AN_HOUR',
  'LISTED_CONFIRMED_A_DAY',
  'LISTED_STOPPED_AN_HOUR',
  'LISTED_STOPPED_A_DAY',
] as const;
