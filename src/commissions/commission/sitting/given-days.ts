import { Injectable } from '@nestjs/common';
import type { Id } from '../../../foundation/kernel/ids.js';
import { addDays, addMonths, daysBetween, type Day } from '../../../foundation/kernel/time.js';
import { slotsOfSchedule, type SlotMask, type WeekSchedule } from '../../../foundation/kernel/week-schedule.js';
import type { Reader, Tx } from '../../../foundation/platform/database/index.js';
import { Supply, type Section } from '../../../offer/supply/index.js';
import { Paths, Seats, type PathStep } from '../../../places/placement/index.js';
import { laterDays, type FreeWeeks } from '../domain/first-days.js';
import type { Choice } from '../domain/session-instance.js';
import { entryOf, type CandidacySnapshot } from '../domain/snapshot.js';
import type { Body, CommissionSession } from '../persistence/commission.entities.js';

/** The free places of each section, week by week; empty where no case of the session may start on another day. */
export type FreeSections = ReadonlyMap<Id, FreeWeeks>;

/** What is the same for all cases of a session. */
interface Around {
  readonly entryFrom: Day;
  readonly free: FreeSections;
  /** The sections in which children of the session hold places. */
  readonly mayMove: ReadonlySet<Id>;
}

/** Free places as text, so that candidates made from the same ones are found again. */
export const digestible = (free: FreeSections): unknown[] =>
  [...free].map(([id, { start, weeks }]) => [id, start, weeks.map((counts) => [...counts])]);

const NO_DAYS = (): Choice[] => [];

/** Finds the days, other than its own, on which a child could enter the sections of its wishes (domain.md §9). */
@Injectable()
export class GivenDays {
  constructor(
    private readonly seats: Seats,
    private readonly supply: Supply,
    private readonly paths: Paths,
  ) {}

  /** Reads the free places as far ahead as some family of these cases would wait. */
  async readFree(
    from: Reader | Tx,
    { entryFrom }: Pick<CommissionSession, 'entryFrom'>,
    sectionIds: readonly Id[],
    cases: readonly { readonly snapshot: CandidacySnapshot | null }[],
  ): Promise<FreeSections> {
    const until = cases.reduce((last, { snapshot }) => {
      const days = snapshot?.current ? [] : [snapshot?.waits?.until ?? '', snapshot?.agreed?.day ?? ''];
      return [last, ...days].sort().at(-1)!;
    }, '');
    return until <= entryFrom ? new Map() : this.readWeeks(from, sectionIds, entryFrom, until);
  }

  /** The free places in each week from a day on, up to the week of another and the one after it. */
  async readWeeks(from: Reader | Tx, sectionIds: readonly Id[], entryFrom: Day, until: Day): Promise<FreeSections> {
    const count = Math.floor(daysBetween(entryFrom, until) / 7) + 2;
    const weeks = Array.from({ length: count }, (_, week) => ({
      from: addDays(entryFrom, week * 7),
      to: addDays(entryFrom, week * 7 + 6),
    }));
    const free = await this.seats.freeIn(from, sectionIds, weeks);
    return new Map([...free].map(([id, counts]) => [id, { start: entryFrom, weeks: counts }]));
  }

  sectionsOf({ establishmentIds }: Pick<Body, 'establishmentIds'>): Id[] {
    return establishmentIds.flatMap((at) => this.supply.sectionsOf(at).map(({ id }) => id));
  }

  /** Whether a section receives a child on a day, and its week there is within some half-days. */
  fitsIn({ birth, week }: CandidacySnapshot, sectionId: Id, day: Day, within: SlotMask): boolean {
    const { providerId } = this.supply.section(sectionId)!;
    return (
      (slotsOfSchedule(week, this.supply.openingOf(providerId, day)) & ~within) === 0 &&
      this.supply.sectionsForChild(providerId, birth, day).some(({ id }) => id === sectionId)
    );
  }

  /**
   * The places of one case on other days than its own, at an establishment and for a week. None for a child that has a
   * place: it would hold two until that day.
   */
  of(snapshot: CandidacySnapshot, around: Around): (at: Id, week: WeekSchedule) => Choice[] {
    const { wantedFrom: own, current, agreed } = snapshot;
    if ((!snapshot.waits && !agreed) || current || around.free.size === 0) return NO_DAYS;
    const waits = snapshot.waits ?? { from: own, until: own, first: 'place' };
    return (at, week) =>
      this.supply.sectionsOf(at).flatMap((section) => this.inSection(section, week, { ...snapshot, waits }, around));
  }

  private inSection(
    section: Section,
    week: WeekSchedule,
    snapshot: CandidacySnapshot & Required<Pick<CandidacySnapshot, 'waits'>>,
    { entryFrom, free, mayMove }: Around,
  ): Choice[] {
    const { birth, waits, agreed: asked } = snapshot;
    const { id, providerId: at } = section;
    const entry = entryOf(snapshot, entryFrom);
    const receives = (day: Day): boolean =>
      this.supply.sectionsForChild(at, birth, day).some((suiting) => suiting.id === id);
    const sooner = waits.from > entryFrom ? waits.from : entryFrom;
    const reached = addMonths(birth, section.ageFromMonths);
    const later = laterDays(free.get(id)!, {
      slots: slotsOfSchedule(week, this.supply.openingOf(at, entry)),
      after: entry,
      until: waits.until,
      receivedFrom: reached > entry ? reached : null,
      mayMove: mayMove.has(id),
    });
    const agreed = asked?.sectionId === id && asked.day !== entry ? [asked.day] : [];
    // A child who comes sooner holds its place all the longer: that helps only in a section it would have outgrown.
    const days = [...(sooner < entry && !receives(entry) ? [sooner] : []), ...later, ...agreed].filter(receives);
    return [...new Set(days)].flatMap((day) => this.onDay(section, week, birth, day) ?? []);
  }

  /** The place of a child in a section from a day on; null where it is open on none of its half-days. */
  onDay({ id, providerId: at, code }: Section, week: WeekSchedule, birth: Day, day: Day): Choice | null {
    const slots = slotsOfSchedule(week, this.supply.openingOf(at, day));
    if (slots === 0) return null;
    const [held, ...next] = this.paths.planPath(id, birth, day) as [PathStep, ...PathStep[]];
    const path = next.map(({ sectionId, from }) => ({ section: this.supply.section(sectionId)!.code, from }));
    return { at, section: code, slots, stay: { from: day, to: held.to }, anotherDay: true, path };
  }
}
