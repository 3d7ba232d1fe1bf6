import { addDays, addHours, addMonths, dayOf, mondayOf, type Day, type Instant } from '../../kernel/time.js';

/** How many days, weeks and months back from today one backup of each is kept. */
export interface KeepRules {
  readonly daily: number;
  readonly weekly: number;
  readonly monthly: number;
}

/** All backups of the last day are kept, so that one made by hand before an upgrade outlives the one made after it. */
const KEEP_ALL_HOURS = 24;

const monthOf = (day: Day): Day => `${day.slice(0, 7)}-01`;

/**
 * Which backups are no longer kept. The newest of each day, week (from Monday) and month is kept. Anything older than
 * the oldest month is dropped, even where newer ones are missing, so that nobody's data stays in backups for longer
 * than announced. The newest of all is never dropped.
 */
export function backupsToDrop(takenAt: readonly Instant[], rules: KeepRules, now: Instant): Instant[] {
  const newestFirst = [...new Set(takenAt)].sort().reverse();
  const kept = new Set(newestFirst.filter((at) => at >= addHours(now, -KEEP_ALL_HOURS)));
  if (newestFirst[0]) kept.add(newestFirst[0]);
  const today = dayOf(now);
  const spans: { periodOf: (day: Day) => Day; oldest: Day }[] = [
    { periodOf: (day) => day, oldest: addDays(today, 1 - rules.daily) },
    { periodOf: mondayOf, oldest: addDays(mondayOf(today), 7 * (1 - rules.weekly)) },
    { periodOf: monthOf, oldest: addMonths(monthOf(today), 1 - rules.monthly) },
  ];
  for (const { periodOf, oldest } of spans) {
    const represented = new Set<Day>();
    for (const at of newestFirst) {
      const period = periodOf(dayOf(at));
      if (period < oldest || represented.has(period)) continue;
      represented.add(period);
      kept.add(at);
    }
  }
  return newestFirst.filter((at) => !kept.has(at));
}
