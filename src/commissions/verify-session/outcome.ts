import type { AuditFile, LaterPlace, Place, Wish } from './file.js';
import { isSame, placeOf, AuditedUnit, type Asking } from './unit.js';

type Tuple = readonly (Place | null)[];

/**
 * The outcome of a session: who holds which place, what each family prefers, and what it could rightly claim
 * (docs/engine.md, "Definitions").
 */
export class AuditedOutcome {
  /** The wishes of each family, best first. */
  readonly wishes = new Map<string, readonly Tuple[]>();
  readonly familyOf = new Map<string, string>();
  private readonly units = new Map<string, AuditedUnit>();
  private readonly held = new Map<string, Asking[]>();
  private waiting: Map<string, { child: string; family: string }[]> | undefined;

  constructor(readonly file: AuditFile) {
    const { instance, places } = file;
    for (const [family, { children, wishes, mustPlace }] of Object.entries(instance.families)) {
      for (const child of children) this.familyOf.set(child, family);
      const asPlaces = (wish: Wish): Tuple =>
        children.map((child, index) => (wish[index] ? placeOf(instance, child, wish[index]) : null));
      let listed = wishes.map(asPlaces);
      for (const given of file.givenWeeks ?? [])
        if (given.family === family) listed = withGiven(listed, children.indexOf(given.child), given.place);
      const today = children.map((child) => instance.children[child]!.current ?? null);
      const all = [...listed, ...(mustPlace ? [asPlaces(today)] : [])];
      this.wishes.set(
        family,
        all.filter(
          (tuple, index) => all.findIndex((other) => other.every((place, at) => isSame(place, tuple[at]!))) === index,
        ),
      );
    }
    for (const [child, place] of Object.entries(places)) {
      if (place) this.holders(place).push({ child, slots: place.slots });
    }
  }

  unit({ at, section }: Pick<Place, 'at' | 'section'>): AuditedUnit {
    const key = JSON.stringify([at, section]);
    const unit = this.units.get(key) ?? new AuditedUnit(this.file.instance, at, section);
    this.units.set(key, unit);
    return unit;
  }

  holders({ at, section }: Pick<Place, 'at' | 'section'>): Asking[] {
    const key = JSON.stringify([at, section]);
    const holders = this.held.get(key) ?? [];
    this.held.set(key, holders);
    return holders;
  }

  others(place: Pick<Place, 'at' | 'section'>, family: string): Asking[] {
    return this.holders(place).filter(({ child }) => this.familyOf.get(child) !== family);
  }

  placeOf(child: string): Place | null {
    return this.file.places[child] ?? null;
  }

  /**
   * The first day of a place, where it is not the day that the family asked for; null on that day. The half-days of a
   * child's own week begin on its own day, and a place from another day has none of an earlier period or lacks the first.
   */
  firstDay(child: string, place: Place): string | null {
    const { instance } = this.file;
    const begins = dayOf(place);
    const own = dayOf({ ...place, slots: instance.children[child]!.slots });
    const week = new Set(place.slots.map((name) => partsOf(name)[0]));
    const days = instance.slots.map(partsOf).flatMap(([slot, day]) => (week.has(slot) && day! >= own ? [day!] : []));
    return begins === own || begins === days.sort()[0] ? null : begins;
  }

  /** The first day of the first period of a child's own week. */
  ownPeriod(child: string): string {
    return this.file.instance.children[child]!.slots.map((name) => partsOf(name)[1]!).sort()[0]!;
  }

  /** The first day of the period in which a day lies; the day itself where it comes before all of them. */
  periodOf(day: string): string {
    const days = this.file.instance.slots.map((name) => partsOf(name)[1]!).filter((start) => start <= day);
    return days.sort().at(-1) ?? day;
  }

  /** Whether a place begins after the days on which a child asked for one of its section: its own, or those it can wait for. */
  isLater(child: string, { at, section, from }: LaterPlace): boolean {
    const index = this.file.instance.families[this.familyOf.get(child)!]!.children.indexOf(child);
    const asked = this.wishes.get(this.familyOf.get(child)!)!.flatMap(({ [index]: place }) => place ?? []);
    return (
      asked.some((place) => place.at === at) &&
      asked.every((place) => place.at !== at || place.section !== section || dayOf(place) < from)
    );
  }

  /**
   * Whether a child ranked below was given such a place, or whether it is free. The file has no half-days of a day on
   * which no family could come: a free place is then not judged here.
   */
  wasThere(child: string, { at, section, from, given }: LaterPlace): boolean {
    const period = this.periodOf(from);
    const unit = this.unit({ at, section });
    if (given)
      return Object.entries(this.file.places).some(
        ([other, place]) =>
          place?.at === at &&
          // Reserved places of a section are named after it.
          place.section.split('~')[0] === section &&
          unit.compare(child, other) < 0 &&
          this.firstDay(other, place) === period,
      );
    const week = new Set(this.file.instance.children[child]!.slots.map((name) => partsOf(name)[0]));
    const slots = this.file.instance.slots.filter((name) => {
      const [half, day] = partsOf(name);
      return week.has(half) && day! >= from;
    });
    const taken = (slot: string): number =>
      this.holders({ at, section }).filter((one) => one.slots.includes(slot)).length;
    return slots.every((slot) => taken(slot) < unit.places(slot));
  }

  /** Position of what the family has among its wishes. The number of wishes when it has none of them. */
  obtained(family: string): number {
    const { children } = this.file.instance.families[family]!;
    const found = this.wishes
      .get(family)!
      .findIndex((tuple) => tuple.every((place, index) => isSame(place, this.placeOf(children[index]!))));
    return found === -1 ? this.wishes.get(family)!.length : found;
  }

  /** Whether nobody sits on a half-day that has no seat left, nor where it has no rank. */
  fits(): boolean {
    return [...this.held].every(([key, holders]) => {
      const [at, section] = JSON.parse(key) as [string, string];
      const unit = this.unit({ at, section });
      return (
        holders.every(({ child }) => unit.ranks(child)) &&
        this.file.instance.slots.every(
          (slot) => holders.filter(({ slots }) => slots.includes(slot)).length <= unit.places(slot),
        )
      );
    });
  }

  isClaim(family: string, wish: number): boolean {
    const { children } = this.file.instance.families[family]!;
    const parts = this.wishes
      .get(family)!
      [wish]!.flatMap((place, index) => (place ? [{ child: children[index]!, place }] : []));
    return (
      parts.length > 0 &&
      parts.every(({ child, place }) => {
        const together = parts.filter((other) => other.place.at === place.at && other.place.section === place.section);
        const given = this.unit(place).give([
          ...this.others(place, family),
          ...together.map((part) => ({ child: part.child, slots: part.place.slots })),
        ]);
        return given.seat.has(child) && !this.isBarred(family, child, place);
      })
    );
  }

  claims(): { family: string; wish: number }[] {
    return [...this.wishes.keys()].sort().flatMap((family) =>
      Array.from({ length: this.obtained(family) }, (_, wish) => wish)
        .filter((wish) => this.isClaim(family, wish))
        .map((wish) => ({ family, wish })),
    );
  }

  /**
   * Whether a child of another family, ranked higher in a strict unit, prefers this unit to what it has and does not
   * fit.
   */
  private isBarred(family: string, child: string, place: Place): boolean {
    const unit = this.unit(place);
    return (
      unit.strict &&
      (this.turnedAway().get(JSON.stringify([place.at, place.section])) ?? []).some(
        (other) => other.family !== family && unit.compare(other.child, child) < 0,
      )
    );
  }

  private turnedAway(): Map<string, { child: string; family: string }[]> {
    if (this.waiting) return this.waiting;
    const waiting = new Map<string, { child: string; family: string }[]>();
    for (const [family, tuples] of this.wishes) {
      const { children } = this.file.instance.families[family]!;
      for (const tuple of tuples.slice(0, this.obtained(family))) {
        for (const [index, place] of tuple.entries()) {
          const child = children[index]!;
          if (!place || !this.unit(place).strict || !this.unit(place).ranks(child)) continue;
          if (
            this.unit(place)
              .give([...this.others(place, family), { child, slots: place.slots }])
              .seat.has(child)
          )
            continue;
          const key = JSON.stringify([place.at, place.section]);
          waiting.set(key, [...(waiting.get(key) ?? []), { child, family }]);
        }
      }
    }
    this.waiting = waiting;
    return waiting;
  }
}

/**
 * The wishes of a family with a place that members gave one of its children. Among the weeks of that section from the
 * same day it stands after those that are as long or longer, and before the shorter ones. Where there is none from that
 * day, it follows the last place from a sooner day that has as many half-days a week, or precedes all.
 */
function withGiven(listed: readonly Tuple[], index: number, given: Place): Tuple[] {
  const there = listed.flatMap(({ [index]: place }) =>
    place?.at === given.at && place.section === given.section ? [place] : [],
  );
  const begins = dayOf(given);
  const weeks = there.filter((place) => dayOf(place) === begins);
  const sooner = there.filter((place) => dayOf(place) < begins && perWeek(place) >= perWeek(given));
  const next = weeks.find(({ slots }) => slots.length < given.slots.length) ?? null;
  const last = weeks.at(-1) ?? sooner.at(-1) ?? null;
  if (weeks.length === 0 && sooner.length === 0)
    return listed.flatMap((tuple) =>
      tuple[index] && there[0] && isSame(tuple[index], there[0])
        ? [tuple.map((place, at) => (at === index ? given : place)), tuple]
        : [tuple],
    );
  return listed.flatMap((tuple) => {
    const there = tuple[index] ?? null;
    const added = tuple.map((place, at) => (at === index ? given : place));
    if (next) return isSame(there, next) ? [added, tuple] : [tuple];
    return last && isSame(there, last) ? [tuple, added] : [tuple];
  });
}

const partsOf = (name: string): string[] => name.split('@');
const dayOf = ({ slots }: Place): string => slots.map((name) => partsOf(name)[1]!).sort()[0]!;
const perWeek = ({ slots }: Place): number => new Set(slots.map((name) => partsOf(name)[0])).size;
