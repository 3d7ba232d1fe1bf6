import { obtained } from '../../../foundation/kernel/obtained.js';
import { addDays, isoWeekday, type Day } from '../../../foundation/kernel/time.js';
import { WEEKDAYS, type Slot } from '../../../foundation/kernel/week-schedule.js';

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
   * The days after one, up to another, on which a half-day has more free seats than the last time since then. A place
   * that begins on one of them may fit better than one that begins on the first day.
   */
  risesIn(after: Day, until: Day): readonly Day[] {
    return obtained(this.rises, `${after} ${until}`, () => {
      const before = new Map<string, number>();
      const rises: Day[] = [];
      for (let day = after; day <= until; day = addDays(day, 1)) {
        let isRise = false;
        for (const half of [0, 1]) {
          const free = this.byDay.get(`${day}/${half}`);
          if (free === undefined) continue;
          const slot = `${isoWeekday(day)}/${half}`;
          isRise ||= free > (before.get(slot) ?? free);
          before.set(slot, free);
        }
        if (isRise) rises.push(day);
      }
      return rises;
    });
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
