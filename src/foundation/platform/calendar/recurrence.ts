import { RRuleTemporal } from 'rrule-temporal';
import type { Instant } from '../../kernel/time.js';

/** Writes moments as the library does: `2027-03-02T14:00:00+01:00[Europe/Paris]`. */
const AS_TEXT = { ZonedDateTime: { from: (value: string) => ({ timeZoneId: '', toString: () => value }) } };
/** Limits of the search. A stranger's rule may have no moment at all, or one each second. */
const BOUNDS = { maxIterations: 10_000, maxCandidateEvaluations: 20_000 };

/** The start of a recurrence: a time on the clock of a zone. */
export interface RecurrenceStart {
  /** `YYYYMMDDTHHmmss` */
  readonly local: string;
  /** IANA name, `UTC` included. */
  readonly zone: string;
}

/**
 * The moments of a rule (RFC 5545 §3.3.10) within a window, in order. The start itself is included only when it
 * matches the rule.
 * @param rule without its name: `FREQ=YEARLY;BYMONTH=3;BYDAY=1TU`
 * @returns null when the rule cannot be read, or has too many moments to be of any use
 */
export function occurrencesOf(
  rule: string,
  { local, zone }: RecurrenceStart,
  from: Instant,
  to: Instant,
): Instant[] | null {
  // A second line would be read as another property than the rule.
  if (/[\r\n]/.test(rule)) return null;
  try {
    const rruleString = `DTSTART;TZID=${zone}:${local}\nRRULE:${rule}`;
    const moments = new RRuleTemporal({ rruleString, temporal: AS_TEXT, cache: false, ...BOUNDS }).between(
      new Date(from),
      new Date(to),
      true,
    );
    return moments.map((moment) => new Date(moment.toString().replace(/\[.*$/, '')).toISOString());
  } catch {
    return null;
  }
}
