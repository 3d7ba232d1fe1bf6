import { Injectable } from '@nestjs/common';
import { StaffMessages } from '../../territory/accounts/index.js';
import { Config } from '../../foundation/config/index.js';
import type { Move } from '../../dossier/dossier/index.js';
import { Clock } from '../../foundation/kernel/clock.js';
import type { Id } from '../../foundation/kernel/ids.js';
import { addDays, instantAt } from '../../foundation/kernel/time.js';
import type { SlotMask } from '../../foundation/kernel/week-schedule.js';
import { Audit } from '../../foundation/platform/audit/index.js';
import type { Tx } from '../../foundation/platform/database/index.js';
import { Queue } from '../../foundation/platform/queue/index.js';
import { SYSTEM } from '../../foundation/platform/security/index.js';
import { directsEstablishment, Supply } from '../../offer/supply/index.js';
import { Seats } from '../../places/placement/index.js';
import { lockSession, Reoffers } from '../commission/index.js';
import { AskedFirstDays } from './asked-first-days.js';
import { settleAnswers, type AskedOutcome, type YesResult } from './domain/asked-first-day.js';
import { REVIEW, reviewKey } from './jobs.js';
import { FIRST_DAY_ENDED } from './message-kinds.js';
import { AskedFamily, AskedFirstDay } from './persistence/asked-first-days.entities.js';

/** For how long a place has to be free at least to count as free while answers are awaited. */
const WEEKS_COUNTED = 4;

/** Ends a question once its answers decide or its days are over, and has the place offered in the session's order. */
@Injectable()
export class FirstDayEnds {
  constructor(
    private readonly clock: Clock,
    private readonly config: Config,
    private readonly supply: Supply,
    private readonly seats: Seats,
    private readonly asked: AskedFirstDays,
    private readonly reoffers: Reoffers,
    private readonly staff: StaffMessages,
    private readonly queue: Queue,
    private readonly audit: Audit,
  ) {}

  /** Looks again at the questions put to families whose request has moved: it may wait for nothing any more. */
  async reviewMoved(tx: Tx, moves: readonly Move[]): Promise<void> {
    const requestIds = moves.map(({ request }) => request.id);
    for (const askedId of await this.asked.listOpenOf(tx, requestIds))
      await this.queue.plan(tx, REVIEW, { askedId }, { key: reviewKey(askedId) });
  }

  /** Does nothing while an answer is awaited that may decide. @throws NeededFirst */
  async review(tx: Tx, askedId: Id): Promise<void> {
    const known = await tx.findOne(AskedFirstDay, { id: askedId });
    if (!known) return;
    await lockSession(tx, known.sessionId);
    const row = (await tx.findOne(AskedFirstDay, { id: askedId }))!;
    if (row.endedAt !== null) return;
    const families = await tx.find(AskedFamily, { where: { askedId }, order: { turn: 'ASC' } });
    const waiting = await this.asked.listWaiting(tx, families);
    const left = families.filter(({ requestId }) => waiting.has(requestId));
    if (this.clock.today() <= row.lastDay && (await this.isAwaited(tx, row, left))) {
      const at = instantAt(addDays(row.lastDay, 1));
      await this.queue.plan(tx, REVIEW, { askedId }, { at, key: reviewKey(askedId) });
      return;
    }
    await this.endQuestion(tx, row, left);
  }

  private async isAwaited(
    tx: Tx,
    { sectionId, firstDay, until }: AskedFirstDay,
    left: readonly AskedFamily[],
  ): Promise<boolean> {
    const to = until ?? addDays(firstDay, WEEKS_COUNTED * 7 - 1);
    const free = await this.seats.freeBetween(tx, sectionId, firstDay, to);
    return settleAnswers(left, free).waitsFor !== null;
  }

  private async endQuestion(tx: Tx, row: AskedFirstDay, left: readonly AskedFamily[]): Promise<void> {
    const { id, sessionId, sectionId, providerId, firstDay } = row;
    const yes = left.filter(({ answer }) => answer === 'yes');
    const agreed = new Map(yes.map(({ requestId, day }) => [requestId, { sectionId, day }]));
    const offered = yes.length === 0 ? [] : await this.reoffers.offerAsked(tx, sessionId, { id, sectionId }, agreed);
    const results = yes.map((family) => ({ family, result: resultOf(family, offered) }));
    for (const { family, result } of results) await tx.update(AskedFamily, { id: family.id }, { result });
    const outcome = outcomeOf(results.map(({ result }) => result));
    await tx.update(AskedFirstDay, { id }, { outcome, endedAt: this.clock.now() });
    await this.audit.changed(tx, SYSTEM, 'firstDay.end', { kind: 'asked-first-day', id }, { outcome });
    for (const why of ['given', 'gone'] as const)
      await this.asked.tellOver(
        tx,
        row,
        results.flatMap(({ family, result }) => (result === why ? [family] : [])),
        why,
      );
    await this.staff.writeToStaff(
      tx,
      (grant) => directsEstablishment(grant, providerId),
      FIRST_DAY_ENDED,
      ({ day }) => ({
        provider: this.supply.provider(providerId)?.name ?? '',
        from: day(firstDay),
        outcome,
        link: `${this.config.BASE_URL}/eaje/${providerId}/places-plus-tard`,
      }),
    );
  }
}

/** What became of a family that said yes: another one was offered half-days that it asked for, or they are not free. */
function resultOf(
  { requestId, slots }: AskedFamily,
  offered: readonly { readonly requestId: Id; readonly slots: SlotMask }[],
): YesResult {
  if (offered.some((one) => one.requestId === requestId)) return 'offered';
  return offered.some((one) => (one.slots & slots) !== 0) ? 'given' : 'gone';
}

function outcomeOf(results: readonly YesResult[]): Exclude<AskedOutcome, 'taken_back'> {
  if (results.length === 0) return 'nobody';
  return (['offered', 'given', 'gone'] as const).find((result) => results.includes(result))!;
}
