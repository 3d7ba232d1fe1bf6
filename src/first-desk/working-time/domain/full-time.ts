/**
 * The working time of a full-time agent in a year (CGFP L611-1, décret 2000-815): 1 607 hours, of which a month counts
 * for a twelfth, holidays included.
 */
const FULL_TIME_MINUTES = 1607 * 60;

/** Full-time equivalents of so many minutes over so many months. */
export const fullTimeEquivalents = (minutes: number, months: number): number =>
  months === 0 ? 0 : minutes / ((FULL_TIME_MINUTES * months) / 12);
