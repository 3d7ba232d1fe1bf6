import { addDays, addHours, addMonths, dayOf, mondayOf, type Day, type Instant } from '../../kernel/time.js';

/** How many days, weeks and months back one backup of each is kept, counted from today's. */
export interface KeepRules {
  readonly daily: number;
  readonly weekly: number;
  readonly monthly: number;
}

/** Those of the last day are all kept: one made by hand before an upgrade outlives the one made after it. */
const KEEP_ALL_HOURS = 24;

const monthOf = (day: Day): Day => `${day.slice(0, 7)}-01`;

/**
 * Which backups are no longer kept. The newest of a day, of a week (from Monday) and of a month stands for it; what is
 * older than the oldest month goes, whatever is missing between, so that nobody lives on in backups for longer than is
 * said. Never the newest.
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
