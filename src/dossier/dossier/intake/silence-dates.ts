import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { Clock } from '../../../foundation/kernel/clock.js';
import { groupedBy } from '../../../foundation/kernel/grouped-by.js';
import type { Id } from '../../../foundation/kernel/ids.js';
import { dayOf, type Day } from '../../../foundation/kernel/time.js';
import type { Reader, Tx } from '../../../foundation/platform/database/index.js';
import { Settings } from '../../../foundation/platform/settings/index.js';
import { Supply } from '../../../offer/supply/index.js';
import { isOpen } from '../domain/request-states.js';
import { ANSWERING_MOVES, silenceFrom, suspensionsOf } from '../domain/silence.js';
import { findDossiers, findRequests, findWishes } from '../lifecycle/read-requests.js';
import { RequestHistory } from '../persistence/dossier.entities.js';

/** From which day silence counts as a decision about requests, as the receipts of their families say (Receipts). */
@Injectable()
export class SilenceDates {
  constructor(
    private readonly settings: Settings,
    private readonly supply: Supply,
    private readonly clock: Clock,
  ) {}

  /**
   * The day for each request that awaits an answer. Absent are those that were answered or closed, those that came
   * with a list and got no receipt, those that ask private providers only, and those whose family is to answer first.
   */
  async findDates(from: Reader | Tx, requestIds: readonly Id[]): Promise<Map<Id, Day>> {
    const requests = (await findRequests(from, requestIds)).filter(({ state }) => isOpen(state));
    const dossierIds = [...new Set(requests.map(({ dossierId }) => dossierId))];
    const received = new Set(
      (await findDossiers(from, dossierIds)).filter(({ origin }) => origin !== 'import').map(({ id }) => id),
    );
    const wishes = groupedBy(await findWishes(from, requestIds), ({ requestId }) => requestId);
    const moves = await from.find(RequestHistory, {
      where: { dossierId: In(dossierIds) },
      order: { at: 'ASC', id: 'ASC' },
    });
    const byDossier = groupedBy(moves, ({ dossierId }) => dossierId);
    const [months, today] = [await this.settings.get('silenceMonths'), this.clock.today()];
    const dates = new Map<Id, Day>();
    for (const { id, dossierId, submittedAt } of requests) {
      const ofFamily = byDossier.get(dossierId) ?? [];
      const own = ofFamily.filter(({ requestId }) => requestId === id);
      const asked = wishes.get(id) ?? [];
      const isPrivate =
        asked.length > 0 && asked.every((wish) => this.supply.provider(wish.providerId)?.funding === 'PAJE');
      if (!received.has(dossierId) || isPrivate || own.some(({ action }) => ANSWERING_MOVES.includes(action))) continue;
      const suspensions = [...groupedBy(ofFamily, ({ requestId }) => requestId).values()].flatMap(suspensionsOf);
      // What the platform received, on the day it did: a date that was corrected starts no delay before.
      const deposited = own[0]?.at ?? submittedAt;
      const { from: day, since } = silenceFrom(dayOf(deposited), months, suspensions, today);
      if (since === null) dates.set(id, day);
    }
    return dates;
  }
}
