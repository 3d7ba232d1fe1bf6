import { Injectable } from '@nestjs/common';
import type { SectionClosure } from '../../commissions/crisis/index.js';
import type { Id } from '../../foundation/kernel/ids.js';
import { addDays, mondayOf, type Day } from '../../foundation/kernel/time.js';
import { lastDayOf, Occupancy, Seats, type AskedChange } from '../../places/placement/index.js';
import { Reader } from '../../foundation/platform/database/index.js';
import type { Actor } from '../../foundation/platform/security/index.js';
import { Supply, type OffOn, type Provider } from '../../offer/supply/index.js';
import { Children, type ChildHere } from './children.js';
import { DaysOff } from './days-off.js';
import { countExpected, lessExpected, type MovesView } from './domain/expected-moves.js';
import { openHalfDays, type Staffing } from './domain/staff-needs.js';
import { weeksAhead, WEEKS_AHEAD, type WeekAhead } from './domain/year-ahead.js';
import { StaffingReader } from './staffing.js';

export interface SectionYear {
  readonly sectionId: Id;
  readonly weeks: readonly WeekAhead[];
}

/** A child who leaves, who is expected in another section, or whose family asks for other days. */
export interface ComingChange {
  readonly on: Day;
  readonly child: ChildHere;
  /** The section that the child goes to; null when it leaves. */
  readonly to: Id | null;
  /** What its family asks for, and nobody has answered; null for a change that will come. */
  readonly asked: AskedChange | null;
}

export interface YearAhead {
  readonly view: MovesView;
  readonly monday: Day;
  readonly lastDay: Day;
  readonly sections: readonly SectionYear[];
  /** Soonest first. */
  readonly changes: readonly ComingChange[];
  readonly staffing: Staffing;
  /** Sudden closures of the establishment or of some of its sections during the year. */
  readonly closures: readonly SectionClosure[];
}

/** The year of an establishment from any week on: the seats left of each half-day, and who leaves or moves. */
@Injectable()
export class YearsAhead {
  constructor(
    private readonly reader: Reader,
    private readonly supply: Supply,
    private readonly seats: Seats,
    private readonly occupancy: Occupancy,
    private readonly daysOff: DaysOff,
    private readonly children: Children,
    private readonly staffing: StaffingReader,
  ) {}

  /** @param view whether the moves that nobody has confirmed take seats, which they do not in the ledger */
  async readYear(actor: Actor, provider: Provider, from: Day, view: MovesView): Promise<YearAhead> {
    const monday = mondayOf(from);
    const lastDay = addDays(monday, WEEKS_AHEAD * 7 - 1);
    const ids = this.supply.sectionsOf(provider.id).map(({ id }) => id);
    const { isOff, closures } = await this.daysOff.readFrom(actor, provider, monday);
    const free = await Promise.all(
      ids.map(async (id) => [id, await this.freeIn(id, { from: monday, to: lastDay }, isOff)] as const),
    );
    const { placed, offered } = await this.occupancy.expectedBetween(ids, { from: monday, to: lastDay });
    const expected = countExpected({ monday, lastDay }, view === 'expected' ? [...placed, ...offered] : []);
    const sections = free.map(([sectionId, seats]) => ({
      sectionId,
      weeks: weeksAhead(lessExpected(seats, expected.get(sectionId)), monday),
    }));
    const { present } = await this.children.listChildren(actor, provider);
    const changes = [...present.flatMap(changeOf), ...wishesOf(present)]
      .filter(({ on }) => on >= monday && on <= lastDay)
      .sort((a, b) => a.on.localeCompare(b.on));
    const open = openHalfDays(
      free.map(([id, seats]) => [id, seats.keys()]),
      isOff,
    );
    const staffing = await this.staffing.compareAll(provider, open, present);
    return {
      view,
      monday,
      lastDay,
      sections,
      changes,
      staffing,
      closures: closures.filter(({ from: first }) => first <= lastDay),
    };
  }

  /**
   * The free seats of each open half-day. The ledger keeps seats on days off and on days of a closing, because a place
   * is held over them; nobody comes then.
   */
  private async freeIn(sectionId: Id, days: { from: Day; to: Day }, isOff: OffOn): Promise<Map<string, number>> {
    const free = await this.seats.freeByDay(this.reader, sectionId, days);
    const farthest = this.seats.farthest();
    return new Map(
      [...free].filter(([key]) => {
        const day = key.split('/')[0]!;
        return day <= farthest && !isOff(sectionId, day);
      }),
    );
  }
}

/** The day after its last one for a child who leaves; the day of the move for one who is expected elsewhere. */
function changeOf(child: ChildHere): ComingChange[] {
  const { placement, movesOn, next } = child;
  return [
    ...(next && next.sectionId !== placement.sectionId
      ? [{ on: next.from, child, to: next.sectionId, asked: null }]
      : []),
    ...(movesOn === null ? [{ on: addDays(lastDayOf(placement), 1), child, to: null, asked: null }] : []),
  ];
}

/** What families ask for stands once for each child, on the part of its place that runs then. */
function wishesOf(present: readonly ChildHere[]): ComingChange[] {
  const once = new Map<Id, ComingChange>();
  for (const child of present) {
    const { asked, placement } = child;
    if (asked && (!once.has(asked.id) || placement.from <= asked.from))
      once.set(asked.id, { on: asked.from, child, to: null, asked });
  }
  return [...once.values()];
}
