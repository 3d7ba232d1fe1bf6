import { Injectable } from '@nestjs/common';
import { FamilyMessages, findRequest } from '../../../dossier/dossier/index.js';
import { Clock } from '../../../foundation/kernel/clock.js';
import type { Id } from '../../../foundation/kernel/ids.js';
import { plainSection } from '../../../foundation/kernel/reserved-section.js';
import { dayOf, type Day } from '../../../foundation/kernel/time.js';
import type { Slot } from '../../../foundation/kernel/week-schedule.js';
import { FamilyOwners, findOpenOffersOfSession, Paths, PlaceWords, Seats } from '../../../places/placement/index.js';
import type { Tx } from '../../../foundation/platform/database/index.js';
import { Bodies } from '../bodies/bodies.js';
import { fitsOnRelease, vacatedFrom, type SectionSlots } from '../domain/conditional-places.js';
import { offeredFrom, type HeldPlace } from '../domain/snapshot.js';
import { Candidacy, type CommissionSession } from '../persistence/commission.entities.js';
import { Candidacies } from '../planning/candidacies.js';
import { ownersOfCase } from '../sitting/session-candidates.js';
import type { SESSION_CONDITIONAL, SESSION_GAVE_WAY, SESSION_NOT_RELEASED } from './message-kinds.js';

const decidedOf = ({ decidedSectionId, decidedSlots }: Candidacy): SectionSlots => ({
  sectionId: plainSection(decidedSectionId!),
  slots: decidedSlots!,
});
const keptOf = ({ snapshot }: Candidacy): HeldPlace[] => (snapshot?.current ? [snapshot.current] : []);

/**
 * Seats that a session gives twice in succession. The second child gets its offer once the first has accepted a better
 * place, and never before.
 */
@Injectable()
export class ConditionalPlaces {
  constructor(
    private readonly clock: Clock,
    private readonly candidacies: Candidacies,
    private readonly bodies: Bodies,
    private readonly seats: Seats,
    private readonly owners: FamilyOwners,
    private readonly paths: Paths,
    private readonly places: PlaceWords,
    private readonly messages: FamilyMessages,
  ) {}

  /** Whether the seats of an admission are free at this moment. */
  async hasRoom(tx: Tx, session: CommissionSession, candidacy: Candidacy): Promise<boolean> {
    return fitsOnRelease(decidedOf(candidacy), await this.freeFor(tx, session, candidacy), [], []);
  }

  /**
   * The admissions without room whose seats will come free through places that are given up, in rank order. A place
   * also counts when the child that gives it up is itself waiting.
   */
  async listWaiting(
    tx: Tx,
    session: CommissionSession,
    offered: readonly Candidacy[],
    without: readonly Candidacy[],
  ): Promise<Candidacy[]> {
    const waiting: Candidacy[] = [];
    for (let found = true; found;) {
      found = false;
      for (const candidacy of without.filter((other) => !waiting.includes(other))) {
        const vacated = vacatedFrom([...offered, ...waiting].flatMap(keptOf), this.entryOf(session, candidacy));
        if (
          !fitsOnRelease(
            decidedOf(candidacy),
            await this.freeFor(tx, session, candidacy),
            vacated,
            waiting.map(decidedOf),
          )
        )
          continue;
        waiting.push(candidacy);
        found = true;
      }
    }
    return waiting;
  }

  /** The admissions whose seats only each other could free. None of them can be offered a place first. */
  inCircle(
    tx: Tx,
    session: CommissionSession,
    offered: readonly Candidacy[],
    stuck: readonly Candidacy[],
  ): Promise<Candidacy[]> {
    return this.listWaiting(tx, session, [...offered, ...stuck], stuck);
  }

  /**
   * Called when a transfer did not free its seats. The children who were waiting for them now wait like any other.
   * @returns them, for the caller to tell
   */
  async releaseFailed(tx: Tx, session: CommissionSession): Promise<Candidacy[]> {
    const waiting = await tx.find(Candidacy, {
      where: { sessionId: session.id, awaitsRelease: true, state: 'waiting' },
      order: { rank: 'ASC' },
    });
    if (waiting.length === 0) return [];
    const leaving = (await this.leaving(tx, session.id)).filter((candidacy) => keptOf(candidacy).length > 0);
    const still = leaving.length > 0 ? await this.listWaiting(tx, session, leaving, waiting) : [];
    const stopped = waiting.filter((other) => !still.includes(other));
    await this.candidacies.endAll(
      tx,
      stopped.map((candidacy) => ({ candidacy, state: 'waiting', patch: { awaitsRelease: false } })),
    );
    return stopped;
  }

  /** The children who may still give up their place, because their offers are open. */
  private async leaving(tx: Tx, sessionId: Id): Promise<Candidacy[]> {
    const open = await findOpenOffersOfSession(tx, sessionId);
    const admitted = await tx.find(Candidacy, { where: { sessionId, state: 'admitted' } });
    return admitted.filter(({ id }) => open.some(({ candidacyId }) => candidacyId === id));
  }

  async tellFamily(
    tx: Tx,
    session: CommissionSession,
    candidacy: Candidacy,
    kind: typeof SESSION_CONDITIONAL | typeof SESSION_GAVE_WAY | typeof SESSION_NOT_RELEASED,
  ): Promise<void> {
    const body = await this.bodies.readBody(tx, session.bodyId);
    const place = this.places.argsOf(
      {
        sectionId: plainSection(candidacy.decidedSectionId!),
        slots: candidacy.decidedSlots!,
        from: this.entryOf(session, candidacy),
      },
      await findRequest(tx, candidacy.requestId),
    );
    await this.messages.writeMessage(tx, {
      dossierId: candidacy.dossierId,
      requestIds: [candidacy.requestId],
      kind,
      args: (words) => ({ ...place(words), body: body.name, day: words.day(dayOf(session.startsAt)) }),
    });
  }

  private entryOf({ entryFrom }: CommissionSession, { snapshot, decidedFrom }: Candidacy): Day {
    return offeredFrom(snapshot!, entryFrom, this.clock.today(), decidedFrom);
  }

  private async freeFor(tx: Tx, session: CommissionSession, candidacy: Candidacy): Promise<Map<Slot, number>> {
    const { dossierId, snapshot, decidedSlots } = candidacy;
    const { sectionId } = decidedOf(candidacy);
    const from = this.entryOf(session, candidacy);
    const { to } = this.paths.planStay(sectionId, snapshot!.birth, from);
    const claim = { dossierId, sectionId, from, to, slots: decidedSlots!, owners: ownersOfCase(snapshot!) };
    const [named] = await this.owners.named(tx, [claim]);
    return this.seats.freeBetween(tx, sectionId, from, to, named!.reservedFor);
  }
}
