import { Injectable } from '@nestjs/common';
import {
  Bodies,
  findFrozenCases,
  findSessionsOf,
  isComing,
  isListing,
  type Body,
  type CommissionSession,
} from '../../commissions/commission/index.js';
import { Clock } from '../../foundation/kernel/clock.js';
import type { Id } from '../../foundation/kernel/ids.js';
import { plainSection } from '../../foundation/kernel/reserved-section.js';
import { dayOf, type Day, type Instant } from '../../foundation/kernel/time.js';
import { slotsOfSchedule, type SlotMask } from '../../foundation/kernel/week-schedule.js';
import { Paths } from '../../places/placement/index.js';
import { Reader, type Tx } from '../../foundation/platform/database/index.js';
import { Supply } from '../../offer/supply/index.js';

/** The seats that one case would take in a session that is being prepared or is sitting (domain.md §6). */
export interface ProposedPlace {
  readonly sectionId: Id;
  readonly from: Day;
  readonly to: Day;
  readonly slots: SlotMask;
}

/** What this desk asks of commissions: which body decides for an establishment, and when it sits next. */
@Injectable()
export class CommissionDoor {
  constructor(
    private readonly reader: Reader,
    private readonly clock: Clock,
    private readonly bodies: Bodies,
    private readonly supply: Supply,
    private readonly paths: Paths,
  ) {}

  /**
   * The body that decides for an establishment. Null when there is none: the director then decides alone (domain.md
   * §8).
   */
  async bodyOf(providerId: Id, from: Reader | Tx = this.reader): Promise<Body | null> {
    return this.bodies.ofProvider(from, providerId);
  }

  /**
   * The places that sessions being prepared or sitting would give in this establishment. A decision of the members
   * counts instead of the proposal.
   */
  async proposedIn(providerId: Id): Promise<ProposedPlace[]> {
    const body = await this.bodyOf(providerId);
    if (!body) return [];
    const sessions = await findSessionsOf(this.reader, body.id, ['prepared', 'open']);
    const candidacies = await findFrozenCases(
      this.reader,
      sessions.map((session) => session.id),
    );
    return candidacies.flatMap(({ snapshot, sessionId, decision, ...one }) => {
      const [sectionId, slots, given] =
        decision === null
          ? [one.proposedSectionId, one.proposedSlots, one.proposedFrom]
          : decision === 'admit'
            ? [one.decidedSectionId, one.decidedSlots, one.decidedFrom]
            : [null, null, null];
      if (!snapshot || sectionId === null || this.supply.section(sectionId)?.providerId !== providerId) return [];
      const entryFrom = sessions.find((session) => session.id === sessionId)!.entryFrom;
      const from = given ?? (snapshot.wantedFrom > entryFrom ? snapshot.wantedFrom : entryFrom);
      return [
        {
          sectionId,
          from,
          to: this.paths.planStay(plainSection(sectionId), snapshot.birth, from).to,
          slots: slots ?? slotsOfSchedule(snapshot.week, this.supply.openingOf(providerId, from)),
        },
      ];
    });
  }

  /** When a session of the establishment's body last fixed its list after this moment; null when none did. */
  async frozenSince(from: Reader | Tx, providerId: Id, since: Instant): Promise<Instant | null> {
    const body = await this.bodyOf(providerId, from);
    if (!body) return null;
    const frozen = (await findSessionsOf(from, body.id)).flatMap(({ frozenAt }) => frozenAt ?? []);
    return frozen.filter((at) => at >= since).sort()[0] ?? null;
  }

  /**
   * A session of the establishment's body whose list is still open and that gives places from this day on. A child who
   * can wait for it is no emergency (domain.md §5). Null when there is none.
   */
  async sessionServing(from: Reader | Tx, providerId: Id, firstDay: Day): Promise<CommissionSession | null> {
    const body = await this.bodyOf(providerId, from);
    const sessions = body ? await findSessionsOf(from, body.id) : [];
    return (
      sessions.find(
        ({ state, startsAt, entryFrom }) =>
          isListing(state) && startsAt >= this.clock.now() && dayOf(startsAt) < firstDay && entryFrom <= firstDay,
      ) ?? null
    );
  }

  async nextSessionOf(providerId: Id): Promise<CommissionSession | null> {
    const body = await this.bodyOf(providerId);
    if (!body) return null;
    const sessions = await findSessionsOf(this.reader, body.id);
    return sessions.find((session) => isComing(session.state) && session.startsAt >= this.clock.now()) ?? null;
  }
}
