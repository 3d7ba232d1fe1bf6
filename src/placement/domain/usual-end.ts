import type { Day } from '../../kernel/time.js';

/**
 * The last day of a place when nobody says otherwise: 31 August of the year in which the child turns three, when it goes
 * to school (Code de l'éducation L113-1); a year later when it enters after that.
 */
export function usualEnd(birth: Day, from: Day): Day {
  const school = `${Number(birth.slice(0, 4)) + 3}-08-31`;
  if (from < school) return school;
  const sameYear = `${from.slice(0, 4)}-08-31`;
  return from < sameYear ? sameYear : `${Number(from.slice(0, 4)) + 1}-08-31`;
}
