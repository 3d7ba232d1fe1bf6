import type { Id } from '../../../foundation/kernel/ids.js';
import { addDays, addMonths, type Day } from '../../../foundation/kernel/time.js';
import { maskToSlots } from '../../../foundation/kernel/week-schedule.js';
import { figure, type FigureColumn, type Unit } from './declared-figure.js';
import type { FreeSeats } from '../../../places/placement/domain/index.js';
import { wishesFor, withSums, type Standing, type StandingNursery, type WaitingChild } from './standing.js';
import { toldOutside, type CountedForFamilies } from './told-rows.js';

/** How many months are looked at: the next whole ones. */
const MONTHS = 12;
/** A month in which a section is open on fewer days is no month of care: the summer closing, or the section's own. */
const LEAST_DAYS = 10;

interface Month {
  readonly first: Day;
  readonly last: Day;
}

/** Months of places that stand empty although somebody waits. */
interface EmptyMonths extends CountedForFamilies {
  readonly months: number;
  /** Of these, those in which no child that waits could come on the day that its family wants. */
  readonly ownDay: number;
  /** Of these, those in which none could come on any day that its family said it can wait for. */
  readonly said: number;
}

/** A child that waits, with what is known of its days. */
type Expecting = WaitingChild & { readonly birth: Day; readonly wantedFrom: Day; readonly until: Day };

const isExpecting = (child: WaitingChild): child is Expecting =>
  child.birth !== null && child.wantedFrom !== null && child.until !== null;

function monthsFrom(today: Day): Month[] {
  const start = today.endsWith('-01') ? today : `${addMonths(today, 1).slice(0, 7)}-01`;
  return Array.from({ length: MONTHS }, (_, index) => {
    const first = addMonths(start, index);
    return { first, last: addDays(addMonths(first, 1), -1) };
  });
}

/** Seats that are free on all half-days of a whole month on which the section opens. */
function emptyIn(seats: FreeSeats, { first, last }: Month): number {
  return seats.openDays(first, last) < LEAST_DAYS ? 0 : Math.min(...seats.fewestIn(first, last).values());
}

/** One section for the children that wait for its nursery. */
class SectionMonths {
  private readonly last: Day;

  constructor(
    private readonly standing: Standing,
    private readonly nursery: Id,
    private readonly section: Id,
    private readonly months: readonly Month[],
    private readonly seats: FreeSeats,
  ) {
    this.last = months.at(-1)!.last;
  }

  count(children: readonly Expecting[]): EmptyMonths {
    const counts = { months: 0, ownDay: 0, said: 0 };
    const families = new Set<Id>();
    const [ownDay, said] = [this.reached(children, false), this.reached(children, true)];
    for (const month of this.months) {
      const empty = emptyIn(this.seats, month);
      const waiting = children.filter((child) => child.wantedFrom <= month.first && this.suits(child, month.first));
      if (empty === 0 || waiting.length === 0) continue;
      for (const { dossierId } of waiting) families.add(dossierId);
      counts.months += empty;
      if (!ownDay.has(month)) counts.ownDay += empty;
      if (!said.has(month)) counts.said += empty;
    }
    return { ...counts, families, told: 'all' };
  }

  /** The months in which one of the children could be there. @param waits on later days too, as far as was said */
  private reached(children: readonly Expecting[], waits: boolean): Set<Month> {
    const reached = new Set<Month>();
    for (const child of children)
      for (const entry of this.entriesOf(child, waits)) {
        const end = this.endOf(child, entry);
        if (end === null) continue;
        for (const month of this.months) if (entry <= month.last && month.first <= end) reached.add(month);
      }
    return reached;
  }

  private entriesOf({ wantedFrom, until }: Expecting, waits: boolean): Day[] {
    const { today } = this.standing;
    const own = wantedFrom > today ? wantedFrom : today;
    const later = this.months.map(({ first }) => first).filter((first) => own < first && first <= until);
    return waits ? [own, ...later] : [own];
  }

  /** The last day that would be held from an entry on; null where the child's week is not free until then. */
  private endOf(child: Expecting, entry: Day): Day | null {
    if (child.lacks === 0 || entry > this.last || !this.suits(child, entry)) return null;
    const stays = this.standing.stayEnds(this.section, child.birth, entry);
    const end = stays < this.last ? stays : this.last;
    const free = this.seats.fewestIn(entry, end);
    return maskToSlots(child.lacks).every((slot) => (free.get(slot) ?? 0) > 0) ? end : null;
  }

  private suits({ birth }: Expecting, on: Day): boolean {
    return this.standing.sectionsFor(this.nursery, birth, on).includes(this.section);
  }
}

async function countIn(standing: Standing, nursery: StandingNursery): Promise<EmptyMonths> {
  const months = monthsFrom(standing.today);
  const children = (await standing.waiting()).filter(isExpecting).filter((child) => wishesFor(child, nursery));
  const counts: EmptyMonths[] = [];
  for (const section of children.length > 0 ? nursery.sections : []) {
    const seats = await standing.seatsToCome(section, months.at(-1)!.last);
    counts.push(new SectionMonths(standing, nursery.id, section, months, seats).count(children));
  }
  return addMonthsOf(counts);
}

const addMonthsOf = (all: readonly EmptyMonths[]): EmptyMonths => ({
  months: all.reduce((sum, { months }) => sum + months, 0),
  ownDay: all.reduce((sum, { ownDay }) => sum + ownDay, 0),
  said: all.reduce((sum, { said }) => sum + said, 0),
  families: new Set(all.flatMap(({ families }) => [...families])),
  told: 'all',
});

type Name = 'months' | 'ownDay' | 'said' | 'families';
/** Whether one family alone could come may be read from the two others. */
const LEAVING: Readonly<Record<EmptyMonths['told'], readonly Name[]>> = {
  all: ['months', 'families'],
  sum: ['months'],
  nothing: [],
};

const column = (name: Name, unit: Unit, count: (facts: EmptyMonths) => number): FigureColumn<EmptyMonths> => ({
  name,
  head: `placeFigures.emptyMonths.${name}`,
  unit,
  value: (facts) => ({ is: 'count', count: count(facts) }),
  leaves: ({ told }) => LEAVING[told].includes(name),
  report: null,
  summed: true,
});

/** Months of places that stand empty in the coming year although somebody waits for them (docs/domain.md §10). */
export const EMPTY_MONTHS = figure<EmptyMonths>({
  key: 'emptyMonths',
  caption: 'placeFigures.emptyMonths.caption',
  sentences: [{ name: 'placeFigures.sheet.emptyMonths', text: 'placeFigures.emptyMonths.definition' }],
  columns: [
    column('months', 'months', ({ months }) => months),
    column('ownDay', 'months', ({ ownDay }) => ownDay),
    column('said', 'months', ({ said }) => said),
    column('families', 'families', ({ families }) => families.size),
  ],
  drawn: 'months',
  async count(standing) {
    const rows = new Map<Id, EmptyMonths>();
    for (const nursery of standing.nurseries) rows.set(nursery.id, await countIn(standing, nursery));
    return withSums(standing.nurseries, rows, addMonthsOf);
  },
  outside: (rows, { nurseries }) => toldOutside(rows, nurseries, addMonthsOf),
});
