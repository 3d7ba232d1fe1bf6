import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { Proposals } from '../../admission/index.js';
import { Clock } from '../../../foundation/kernel/clock.js';
import type { Id } from '../../../foundation/kernel/ids.js';
import { obtained } from '../../../foundation/kernel/obtained.js';
import { addMonths, type Day } from '../../../foundation/kernel/time.js';
import { maskToSlots, slotsOfSchedule, type SlotMask } from '../../../foundation/kernel/week-schedule.js';
import type { Reader, Tx } from '../../../foundation/platform/database/index.js';
import { OpeningDays, Supply, type Section } from '../../../offer/supply/index.js';
import { Paths, Seats } from '../../../places/placement/index.js';
import { Bodies } from '../bodies/bodies.js';
import { freeFrom, type FreeWeeks } from '../domain/first-days.js';
import { comingFor, freeingPlaces, type Coming, type FreeingPlace } from '../domain/freeing-places.js';
import type { Choice } from '../domain/session-instance.js';
import { weeksOf } from '../domain/shorter-weeks.js';
import { entryOf, type CandidacySnapshot } from '../domain/snapshot.js';
import { CommissionSession, type Candidacy } from '../persistence/commission.entities.js';
import { GivenDays } from '../sitting/given-days.js';
import { ReofferRuns } from './reoffer-runs.js';

/** How far ahead places are looked for: the longest that a family is asked about. */
const MONTHS_AHEAD = 6;

/** A family whose child could come for a place that frees later. */
export interface FittingFamily extends Coming {
  readonly requestId: Id;
  readonly dossierId: Id;
  /** The number of its case in the session. */
  readonly number: number;
  readonly slots: SlotMask;
  /** What its family said of its days; null where it takes its own day only. */
  readonly until: Day | null;
}

export interface FreeingPlaceOf extends FreeingPlace {
  readonly section: Section;
  /** In the order of the session. */
  readonly families: readonly FittingFamily[];
}

/** What frees later in an establishment, and the session whose waiting families could come for it. */
export interface FreeingList {
  readonly session: CommissionSession;
  readonly bodyName: string;
  readonly places: readonly FreeingPlaceOf[];
}

interface Around {
  readonly entryFrom: Day;
  readonly free: FreeWeeks;
  /** The first day of care of a child who comes to a section from a day on: a day on which it is open. */
  readonly startIn: Awaited<ReturnType<OpeningDays['startIn']>>;
  readonly isFree: (choice: Choice, section: Section) => Promise<boolean>;
}

/**
 * The places of an establishment that are full and come free later, with the families whom its last session kept
 * waiting and whose whole stay they would hold. Seats reserved for an owner are left alone.
 */
@Injectable()
export class FreeingPlaces {
  constructor(
    private readonly clock: Clock,
    private readonly bodies: Bodies,
    private readonly proposals: Proposals,
    private readonly givenDays: GivenDays,
    private readonly runs: ReofferRuns,
    private readonly seats: Seats,
    private readonly supply: Supply,
    private readonly paths: Paths,
    private readonly opening: OpeningDays,
  ) {}

  /** Null where no session has decided about the establishment yet. The caller authorises. */
  async listPlaces(from: Reader | Tx, providerId: Id): Promise<FreeingList | null> {
    const last = await this.findSession(from, providerId);
    if (!last) return null;
    const { session, bodyName } = last;
    const sections = this.supply.sectionsOf(providerId);
    const today = this.clock.today();
    const entryFrom = session.entryFrom > today ? session.entryFrom : today;
    const ids = sections.map(({ id }) => id);
    const weeks = await this.givenDays.readWeeks(from, ids, entryFrom, addMonths(entryFrom, MONTHS_AHEAD));
    const waiting = await this.listRanked(from, session, providerId);
    const around = { entryFrom, isFree: this.freeFor(from), startIn: await this.opening.startIn(from, ids) };
    const places: FreeingPlaceOf[] = [];
    for (const section of sections) {
      const free = weeks.get(section.id)!;
      for (const place of freeingPlaces(free)) {
        const families: FittingFamily[] = [];
        for (const candidacy of waiting) {
          const fitting = await this.findWeek(section, place, candidacy, { ...around, free });
          if (fitting) families.push(fitting);
        }
        places.push({ ...place, section, families });
      }
    }
    return { session, bodyName, places: places.sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0)) };
  }

  /** The session that decided last about an establishment, and its body. */
  async findSession(
    from: Reader | Tx,
    providerId: Id,
  ): Promise<{ session: CommissionSession; bodyName: string } | null> {
    const bodies = (await this.bodies.listBodies(from)).filter(({ establishmentIds }) =>
      establishmentIds.includes(providerId),
    );
    const [session] = await from.find(CommissionSession, {
      where: { bodyId: In(bodies.map(({ id }) => id)), state: In(['closed', 'signed']) },
      order: { closedAt: 'DESC', id: 'DESC' },
    });
    return session ? { session, bodyName: bodies.find(({ id }) => id === session.bodyId)!.name } : null;
  }

  /** The families that wait and that the session ranked at this establishment: a re-offer goes to no other. */
  private async listRanked(from: Reader | Tx, session: CommissionSession, providerId: Id): Promise<Candidacy[]> {
    const waiting = await this.runs.listWaiting(from, session, [providerId]);
    const kept = await this.proposals.findLatest(from, session.id);
    const points = kept?.instance.establishments[providerId]?.points;
    return kept ? waiting.filter(({ id }) => Object.hasOwn(points ?? {}, id)) : waiting;
  }

  /** The best week of a child that the place would hold for its whole stay; null when there is none. */
  private async findWeek(
    section: Section,
    place: FreeingPlace,
    { requestId, dossierId, agendaNumber, snapshot }: Candidacy,
    { entryFrom, free, isFree, startIn }: Around,
  ): Promise<FittingFamily | null> {
    const { current, birth, waits } = snapshot!;
    // A child who has a place would hold two until that day.
    if (current) return null;
    const entry = entryOf(snapshot!, entryFrom);
    for (const week of weeksOf(snapshot!)) {
      const coming = comingFor(place, {
        slots: slotsOfSchedule(week, this.supply.openingOf(section.providerId, place.from)),
        entry,
        waits,
        receives: (day) => this.receives(section, snapshot!, day),
      });
      if (!coming) continue;
      const last = this.paths.lastDay(section.providerId, birth, coming.day);
      const day = startIn(section.id, { from: coming.day, to: last });
      const choice = this.givenDays.onDay(section, week, birth, day);
      if (!choice || (choice.slots & ~freeFrom(free, day)) !== 0 || !(await isFree(choice, section))) continue;
      const until = waits?.until ?? null;
      return { ...coming, day, requestId, dossierId, number: agendaNumber, slots: choice.slots, until };
    }
    return null;
  }

  private receives({ id, providerId }: Section, { birth }: CandidacySnapshot, day: Day): boolean {
    return this.supply.sectionsForChild(providerId, birth, day).some((suiting) => suiting.id === id);
  }

  /** Whether a place is free for its whole stay, asked once for each stay. */
  private freeFor(from: Reader | Tx): Around['isFree'] {
    const known = new Map<string, Promise<ReadonlyMap<string, number>>>();
    return async ({ stay, slots }, { id }) => {
      const free = await obtained(known, `${id} ${stay.from} ${stay.to}`, () =>
        this.seats.freeBetween(from, id, stay.from, stay.to),
      );
      return maskToSlots(slots).every((slot) => (free.get(slot) ?? 0) > 0);
    };
  }
}
