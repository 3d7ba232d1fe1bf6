import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import type { Id } from '../../../foundation/kernel/ids.js';
import { dayOf, type Day } from '../../../foundation/kernel/time.js';
import type { Offer } from '../../../places/placement/index.js';
import type { Reader } from '../../../foundation/platform/database/index.js';
import { passedOver } from '../domain/reoffer-run.js';
import { Candidacy } from '../persistence/commission.entities.js';
import { ReofferedSeats, ReofferRun } from '../persistence/sitting.entities.js';

/** Why a family is offered a place that came free after its session. No other family is named. */
export interface ReofferAccount {
  /** The day on which it was offered. */
  readonly day: Day;
  /** The numbers of the cases ranked above, which the free half-days did not suit. */
  readonly above: readonly number[];
}

/** Tells why seats that came free went to the families to whom they were offered. */
@Injectable()
export class ReofferAccounts {
  /** By offer. An offer that a session made itself is absent. */
  async readAccounts(from: Reader, offers: readonly Offer[]): Promise<Map<Id, ReofferAccount>> {
    const cases = await from.find(Candidacy, {
      where: { id: In(offers.flatMap(({ candidacyId }) => candidacyId ?? [])) },
    });
    const seats = await from.find(ReofferedSeats, {
      where: { releasedId: In(cases.flatMap(({ reofferedFromId }) => reofferedFromId ?? [])) },
    });
    const runs = await from.find(ReofferRun, { where: { id: In(seats.flatMap(({ runId }) => runId ?? [])) } });
    return new Map(
      offers.flatMap(({ id, candidacyId }): [Id, ReofferAccount][] => {
        const candidacy = cases.find((one) => one.id === candidacyId);
        const released = seats.find(({ releasedId }) => releasedId === candidacy?.reofferedFromId);
        const run = runs.find((one) => one.id === released?.runId);
        // A place that was promised before its seats came free was given by the session, and not by a run.
        if (!candidacy || !run?.content.told.some(({ child, place }) => child === candidacy.id && place)) return [];
        const above = passedOver(run.content, candidacy.id).map(({ number }) => number);
        return [[id, { day: dayOf(run.at), above: above.sort((a, b) => a - b) }]];
      }),
    );
  }
}
