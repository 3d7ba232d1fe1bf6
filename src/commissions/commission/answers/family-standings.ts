import { Injectable } from '@nestjs/common';
import { pointsAt, type TieBreak } from '../../admission/index.js';
import type { RequestFile } from '../../../dossier/dossier/index.js';
import { Clock } from '../../../foundation/kernel/clock.js';
import type { Id } from '../../../foundation/kernel/ids.js';
import { dayOf, type Day, type Instant } from '../../../foundation/kernel/time.js';
import { outsideParts, slotsOfSchedule, type Slot, type SlotMask } from '../../../foundation/kernel/week-schedule.js';
import { CoveredDays, Paths, Seats } from '../../../places/placement/index.js';
import { Reader } from '../../../foundation/platform/database/index.js';
import { Supply, type Section } from '../../../offer/supply/index.js';
import { Bodies } from '../bodies/bodies.js';
import {
  fullSlots,
  lastSessionOf,
  leastFull,
  mostOpen,
  type ClosedSession,
  type LastSession,
} from '../domain/wish-standing.js';
import { PointsToday } from '../freezing/points-today.js';
import { Candidacies } from '../planning/candidacies.js';
import { SessionAnswers } from './session-answers.js';

/** When a request was taken off the list of a session, and why. */
interface TakenOff {
  readonly at: Instant;
  readonly reason: string;
}

/** Where a family stands with one of its wishes: points and dates, and never a rank. */
export interface WishStanding {
  readonly providerId: Id;
  readonly points: number;
  /** What the last session tells; null where no section takes a child of that age by then. */
  readonly last: LastSession | null;
  /** The half-days of its week that have no free seat today; null where this cannot be known. */
  readonly full: SlotMask | null;
  readonly asked: SlotMask;
  /** Whether it is closed during a part of the hours asked for. */
  readonly outside: boolean;
  readonly next: { readonly day: Day; readonly listed: boolean; readonly takenOff: TakenOff | null } | null;
}

export interface RequestStanding {
  /** What decides between equal points at the next session, in this order. */
  readonly tieBreak: readonly TieBreak[];
  readonly wishes: readonly WishStanding[];
  /** Criteria that count on the family's word, and that will need proof. */
  readonly toProve: readonly string[];
  /** Establishments outside its wishes that are open for its whole week and have a free seat today on all of it. */
  readonly elsewhere: readonly Id[];
}

/** That a request was taken off a list, and stands on none since; null otherwise. */
function takenOffOf({ history }: RequestFile): TakenOff | null {
  const row = history.findLast(({ action }) => action === 'list' || action === 'unlist');
  return row?.action === 'unlist' && row.reason ? { at: row.at, reason: row.reason } : null;
}

/**
 * The standing of each waiting family: its points under the grid in force, the points that were needed last time, and
 * what would change its standing.
 */
@Injectable()
export class FamilyStandings {
  constructor(
    private readonly reader: Reader,
    private readonly clock: Clock,
    private readonly counted: PointsToday,
    private readonly bodies: Bodies,
    private readonly candidacies: Candidacies,
    private readonly answers: SessionAnswers,
    private readonly seats: Seats,
    private readonly paths: Paths,
    private readonly supply: Supply,
    private readonly covered: CoveredDays,
  ) {}

  /** Null when no grid is in force, or when no wish is for an establishment of a body. */
  async readStanding(file: RequestFile): Promise<RequestStanding | null> {
    const counted = await this.counted.countRequest(file);
    const bodies = await this.bodies.listBodies();
    const wished = file.wishes.flatMap(({ providerId }) => providerId ?? []);
    const judged = wished.filter((id) => bodies.some(({ establishmentIds }) => establishmentIds.includes(id)));
    if (!counted || judged.length === 0) return null;
    const { points, grid } = counted;
    const entry = this.entryOf(file);
    const free = await this.freeOf(file, entry);
    const closed = await this.answers.cutOffs();
    const upcoming = await this.candidacies.upcomingSessionsFor(judged);
    const listed = await this.candidacies.ofRequest(this.reader, file.request.id);
    // A request that has a part of its week asks for the rest.
    const covered = (await this.covered.ofRequests(this.reader, [file.request])).get(file.request.id) ?? 0;
    const standingAt = (providerId: Id): WishStanding => {
      const body = bodies.find(({ establishmentIds }) => establishmentIds.includes(providerId))!;
      const sections = this.sectionsFor(file, providerId, entry);
      const asked = this.askedAt(file, providerId, entry) & ~covered;
      const next = upcoming.find(({ bodyId }) => bodyId === body.id);
      const at = pointsAt(points, providerId);
      const sessions: ClosedSession[] = closed.filter(({ bodyId }) => bodyId === body.id);
      return {
        providerId,
        points: at,
        asked,
        outside: this.isOutside(file, providerId, entry),
        last: mostOpen(sections.map(({ code }) => lastSessionOf(sessions, providerId, code, at))),
        full: asked ? leastFull(sections.map((section) => fullSlots(asked, free(section)))) : null,
        next: next
          ? {
              day: dayOf(next.startsAt),
              listed: listed.some(
                ({ candidacy, session }) =>
                  session.id === next.id && candidacy.state !== 'withdrawn' && candidacy.state !== 'birth_unknown',
              ),
              takenOff: takenOffOf(file),
            }
          : null,
      };
    };
    const lines = points.lines.filter(({ at }) => at === undefined);
    return {
      tieBreak: grid.grid.tieBreak,
      wishes: judged.map(standingAt),
      toProve: lines.filter(({ toProve }) => toProve).map(({ code }) => code),
      elsewhere: this.supply
        .establishments()
        .map(({ id }) => id)
        .filter((id) => !wished.includes(id))
        .filter((id) => {
          const asked = this.askedAt(file, id, entry);
          return (
            asked !== 0 &&
            !this.isOutside(file, id, entry) &&
            this.sectionsFor(file, id, entry).some((section) => fullSlots(asked, free(section)) === 0)
          );
        }),
    };
  }

  private entryOf({ request }: RequestFile): Day {
    const today = this.clock.today();
    return request.wantedFrom && request.wantedFrom > today ? request.wantedFrom : today;
  }

  private sectionsFor({ request }: RequestFile, providerId: Id, entry: Day): Section[] {
    const birth = request.birthDate ?? request.dueDate;
    return birth ? this.supply.sectionsForChild(providerId, birth, entry) : [];
  }

  private askedAt({ request }: RequestFile, providerId: Id, entry: Day): SlotMask {
    return request.need.week ? slotsOfSchedule(request.need.week, this.supply.openingOf(providerId, entry)) : 0;
  }

  private isOutside({ request }: RequestFile, providerId: Id, entry: Day): boolean {
    return outsideParts(request.need.week ?? {}, this.supply.openingOf(providerId, entry)).length > 0;
  }

  /**
   * The free seats of every section that suits the child, over the whole time that it would hold them, in one
   * statement.
   */
  private async freeOf(file: RequestFile, entry: Day) {
    const birth = file.request.birthDate ?? file.request.dueDate ?? entry;
    const sections = this.supply.establishments().flatMap(({ id }) => this.sectionsFor(file, id, entry));
    const heldTo = new Map(sections.map(({ id }) => [id, this.paths.planStay(id, birth, entry).to]));
    const ends = [...new Set(heldTo.values())];
    if (ends.length === 0) return () => new Map<Slot, number>();
    const free = await this.seats.freeIn(
      this.reader,
      sections.map(({ id }) => id),
      ends.map((to) => ({ from: entry, to })),
    );
    return ({ id }: Section) => free.get(id)![ends.indexOf(heldTo.get(id)!)]!;
  }
}
