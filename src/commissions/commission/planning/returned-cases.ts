import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { findRequest } from '../../../dossier/dossier/index.js';
import type { Id } from '../../../foundation/kernel/ids.js';
import { NotFound } from '../../../foundation/kernel/refusal.js';
import { dayOf, type Day } from '../../../foundation/kernel/time.js';
import type { Tx } from '../../../foundation/platform/database/index.js';
import { isListing } from '../domain/session-lifecycle.js';
import { Candidacy, CommissionSession } from '../persistence/commission.entities.js';
import { Candidacies, RUNNING } from './candidacies.js';

/** Requests whose families take back that they had found a solution. */
@Injectable()
export class ReturnedCases {
  constructor(private readonly candidacies: Candidacies) {}

  /**
   * Puts a request back on the lists that it left, where they are not fixed yet.
   * @returns the day of the first session that will judge it; null when none will
   */
  async listAgain(tx: Tx, requestId: Id): Promise<Day | null> {
    const cases = await tx.find(Candidacy, { where: { requestId, state: In(['withdrawn', ...RUNNING]) } });
    const sessions = await tx.lockAll(CommissionSession, { id: In(cases.map(({ sessionId }) => sessionId)) });
    const request = await findRequest(tx, requestId);
    if (!request) throw new NotFound('request');
    const days: Day[] = [];
    for (const session of sessions) {
      const { state } = cases.find(({ sessionId }) => sessionId === session.id)!;
      if (state === 'withdrawn' && !isListing(session.state)) continue;
      if (state === 'withdrawn') await this.candidacies.addCandidacy(tx, request, session);
      days.push(dayOf(session.startsAt));
    }
    return days.sort()[0] ?? null;
  }
}
