import { AuditSettings } from './audit-settings.js';
import { WholeNumber } from './whole-number.js';

/** How many families one person of staff may read (docs/decisions/0095-mass-reading.md). */
export class ReadingSettings extends AuditSettings {
  /** Readings within one hour, and one day, after which the person confirms that it is the one who reads. */
  @WholeNumber(60) READINGS_CONFIRMED_AN_HOUR: number;
  @WholeNumber(250) READINGS_CONFIRMED_A_DAY: number;

  /** Readings after which nothing more is shown until the hour, or the day, is over. */
  @WholeNumber(150) READINGS_STOPPED_AN_HOUR: number;
  @WholeNumber(500) READINGS_STOPPED_A_DAY: number;
}

export const READING_SETTINGS = [
  'READINGS_CONFIRMED_AN_HOUR',
  'READINGS_CONFIRMED_A_DAY',
  'READINGS_STOPPED_AN_HOUR',
  'READINGS_STOPPED_A_DAY',
] as const;
