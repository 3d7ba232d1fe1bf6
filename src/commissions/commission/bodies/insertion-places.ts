import { Injectable } from '@nestjs/common';
import { findAdults, findRequests } from '../../../dossier/dossier/index.js';
import { Clock } from '../../../foundation/kernel/clock.js';
import { groupedBy } from '../../../foundation/kernel/grouped-by.js';
import type { Id } from '../../../foundation/kernel/ids.js';
import type { Day } from '../../../foundation/kernel/time.js';
import { findPlacesOn } from '../../../places/placement/index.js';
import { Reader, type Tx } from '../../../foundation/platform/database/index.js';
import { InsertionGuarantees, Supply } from '../../../offer/supply/index.js';
import { countSlots, type Guarantee } from '../domain/insertion-reserve.js';
import { rulesOf, type SessionRules } from '../domain/sitting-rules.js';
import type { Body, CommissionSession } from '../persistence/commission.entities.js';

/** The places guaranteed to families in insertion, as sessions count them (CASF D214-7, domain.md §7). */
@Injectable()
export class InsertionPlaces {
  constructor(
    private readonly reader: Reader,
    private readonly clock: Clock,
    private readonly guarantees: InsertionGuarantees,
    private readonly supply: Supply,
  ) {}

  /** What each of these establishments guarantees on a day. */
  async readOn(from: Reader | Tx, establishmentIds: readonly Id[], day: Day): Promise<Guarantee[]> {
    return (await this.guarantees.listInForce(from, establishmentIds, day)).map(
      ({ toSetAgain: _, ...guarantee }) => guarantee,
    );
  }

  /** What each of these establishments guarantees today. */
  readToday(establishmentIds: readonly Id[]): Promise<Guarantee[]> {
    return this.readOn(this.reader, establishmentIds, this.clock.today());
  }

  /** The rules of a session: those fixed with its list, or before that those in force on the day its children enter. */
  async rulesOf(
    from: Reader | Tx,
    session: Pick<CommissionSession, 'entryFrom' | 'rules'>,
    body: Pick<Body, 'establishmentIds' | 'rules'>,
  ): Promise<SessionRules> {
    return (
      session.rules ?? {
        ...rulesOf(body),
        guarantees: await this.readOn(from, body.establishmentIds, session.entryFrom),
      }
    );
  }

  /**
   * The guarantees, with the places that children of families in insertion hold or are offered on a day. An expected
   * move counts too. For a transfer only its own place counts.
   */
  async withHeld(from: Reader | Tx, guarantees: readonly Guarantee[], day: Day): Promise<Guarantee[]> {
    const sectionsOf = new Map(guarantees.map(({ at }) => [at, this.supply.sectionsOf(at).map(({ id }) => id)]));
    const { placements, offers } = await findPlacesOn(from, [...sectionsOf.values()].flat(), day);
    const inInsertion = await this.requestsInInsertion(
      from,
      [...placements, ...offers].flatMap(({ requestId }) => requestId ?? []),
    );
    const held = [
      ...placements.filter(({ requestId }) => requestId !== null && inInsertion.has(requestId)),
      ...offers.filter(({ requestId }) => inInsertion.get(requestId) === false),
    ];
    const bySection = groupedBy(held, ({ sectionId }) => sectionId);
    return guarantees.map((guarantee) => ({
      ...guarantee,
      held: countSlots(
        sectionsOf
          .get(guarantee.at)!
          .flatMap((id) => bySection.get(id) ?? [])
          .map(({ slots }) => slots),
      ),
    }));
  }

  /** The requests of families with an adult in insertion, and whether each is a transfer. */
  private async requestsInInsertion(from: Reader | Tx, requestIds: readonly Id[]): Promise<Map<Id, boolean>> {
    const requests = await findRequests(from, requestIds);
    const adults = await findAdults(from, [...new Set(requests.map(({ dossierId }) => dossierId))]);
    const families = new Set(
      adults.filter(({ details }) => details.situation === 'insertion').map(({ dossierId }) => dossierId),
    );
    return new Map(
      requests
        .filter(({ dossierId }) => families.has(dossierId))
        .map(({ id, transferFromId }) => [id, transferFromId !== null]),
    );
  }
}
