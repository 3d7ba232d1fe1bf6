import { obtained } from '../../../foundation/kernel/obtained.js';
import { addDays, isoWeekday, type Day } from '../../../foundation/kernel/time.js';
import { WEEKDAYS, type Slot } from '../../../foundation/kernel/week-schedule.js';

/** In days: a nursery may be shut all August. */
const LONGEST_CLOSURE = 40;

/** The free seats of one section for each day of a period, read once and asked for many stays. */
export class FreeSeats {
  private readonly known = new Map<string, ReadonlyMap<Slot, number>>();
  private readonly rises = new Map<string, readonly Day[]>();

  /** @param byDay the free seats of each half-day on which the section is open, by `day/half` */
  constructor(private readonly byDay: ReadonlyMap<string, number>) {}

  /** The fewest free seats of each half-day from a day to another, both included. A closed half-day is absent. */
  fewestIn(from: Day, to: Day): ReadonlyMap<Slot, number> {
    const key = `${from} ${to}`;
    const known = this.known.get(key) ?? this.countFewest(from, to);
    this.known.set(key, known);
    return known;
  }

  /**
   * The days after one, up to another, that follow the last on which a half-day had fewer free seats than it has next.
   * A stay that begins on one of them leaves that day out, and may fit better than one that begins sooner.
   */
  risesIn(after: Day, until: Day): readonly Day[] {
    return obtained(this.rises, `${after} ${until}`, () => {
      const before = new Map<string, { readonly free: number; readonly day: Day }>();
      const rises = new Set<Day>();
      // The half-day comes back a week later, or after a closure: that may be after the last day of a stay's beginning.
      for (let day = after; day <= addDays(until, LONGEST_CLOSURE); day = addDays(day, 1))
        for (const half of [0, 1]) {
          const free = this.byDay.get(`${day}/${half}`);
          if (free === undefined) continue;
          const slot = `${isoWeekday(day)}/${half}`;
          const last = before.get(slot);
          if (last && free > last.free) rises.add(this.openDayAfter(last.day));
          before.set(slot, { free, day });
        }
      return [...rises].filter((day) => day <= until).sort();
    });
  }

  private openDayAfter(day: Day): Day {
    const next = addDays(day, 1);
    return this.openDays(next, next) > 0 ? next : this.openDayAfter(next);
  }

  /** On how many days from a day to another, both included, the section is open. */
  openDays(from: Day, to: Day): number {
    let count = 0;
    for (let day = from; day <= to; day = addDays(day, 1))
      if (this.byDay.has(`${day}/0`) || this.byDay.has(`${day}/1`)) count += 1;
    return count;
  }

  private countFewest(from: Day, to: Day): Map<Slot, number> {
    const fewest = new Map<Slot, number>();
    for (let day = from; day <= to; day = addDays(day, 1)) {
      const weekday = WEEKDAYS[isoWeekday(day) - 1]!;
      for (const [half, name] of ['am', 'pm'].entries()) {
        const free = this.byDay.get(`${day}/${half}`);
        const slot = `${weekday}-${name}` as Slot;
        if (free !== undefined) fewest.set(slot, Math.min(free, fewest.get(slot) ?? free));
      }
    }
    return fewest;
  }
}

/** The last day of the school year of an entry. An entry in June or later looks at the year that follows. */
export function endOfYear(entry: Day): Day {
  const year = Number(entry.slice(0, 4));
  return `${entry.slice(5, 7) < '06' ? year : year + 1}-08-31`;
}
