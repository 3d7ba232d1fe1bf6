import { Injectable } from '@nestjs/common';
import type { Id } from '../../../foundation/kernel/ids.js';
import { DomainError, NotFound } from '../../../foundation/kernel/refusal.js';
import { dayOf, type Day, type Instant } from '../../../foundation/kernel/time.js';
import { Reader, type Tx } from '../../../foundation/platform/database/index.js';
import { SYSTEM, type Actor } from '../../../foundation/platform/security/index.js';
import { doubtFirstAsked, firstAskedAt, mayCorrectDate } from '../domain/first-asked.js';
import type { Told } from '../domain/told.js';
import { lockFamiliesOf, refuseForgotten } from '../lifecycle/family-locks.js';
import { RequestMoves } from '../lifecycle/request-moves.js';
import { triagesRequest } from '../lifecycle/request.policy.js';
import { findKnownSince } from '../persistence/dossiers.queries.js';
import type { ChildRequest } from '../persistence/dossier.entities.js';
import { writtenIn, type Seen } from './answer-writer.js';

/** The day on which a family first asked, as its desk learnt it. */
export interface CorrectedDate {
  readonly day: Day;
  /** A code of the reasons for `correctDate`. */
  readonly reason: string;
  readonly told: Told;
}

/**
 * The date on which a request was first made. Its seniority counts from it, and of two families with as many points the
 * older request comes first. A list without dates leaves the day of its import there, and no other page says better.
 */
@Injectable()
export class RequestDates {
  constructor(
    private readonly reader: Reader,
    private readonly moves: RequestMoves,
  ) {}

  /** The last day that the date of a request may be corrected to: the one on which the platform came to know it. */
  async readLatestDay({ id, submittedAt, transferFromId }: ChildRequest): Promise<Day> {
    return dayOf(await knownSince(this.reader, { id: transferFromId ?? id, submittedAt }));
  }

  /**
   * Corrects the date of a request, and of the transfer or the first request of the same child. Figures count the
   * request on the corrected date from then on, and know what was said before. A list that a commission has frozen
   * keeps the copy that it judges.
   * @throws NotFound; Conflict when the request changed since it was `seen`; DomainError with what makes the day
   * impossible, or when the request has ended
   */
  async correctDate(tx: Tx, actor: Actor, seen: Seen, { day, reason, told }: CorrectedDate): Promise<void> {
    const { dossiers, requests } = await lockFamiliesOf(tx, [seen.requestId]);
    const asked = requests.get(seen.requestId);
    if (!asked) throw new NotFound('request');
    refuseForgotten(dossiers.get(asked.dossierId)!);
    const since = await knownSince(tx, firstOf(asked, requests));
    const refusal = doubtFirstAsked(day, { ...asked, knownSince: since });
    if (refusal) throw new DomainError(refusal);
    const firstAsked = firstAskedAt(day, since);
    await this.moveDates(tx, actor, { requests, asked, version: seen.version }, { firstAsked, reason, told });
  }

  /** Whether a request may have been first made at this moment, which is not on the day that counts now. */
  async mayBeFirstAsked(tx: Tx, request: ChildRequest, at: Instant): Promise<boolean> {
    const since = await knownSince(tx, { id: request.transferFromId ?? request.id, submittedAt: request.submittedAt });
    return mayCorrectDate(request.state) && doubtFirstAsked(dayOf(at), { ...request, knownSince: since }) === null;
  }

  /** Writes a date that a list or a joined request told, and that a person took. A request that has ended keeps its own. */
  async takeDate(tx: Tx, actor: Actor, requestId: Id, firstAsked: Instant, told: Told): Promise<void> {
    const { requests } = await lockFamiliesOf(tx, [requestId]);
    const asked = requests.get(requestId)!;
    if (!mayCorrectDate(asked.state)) return;
    const mover = actor.kind === 'system' || triagesRequest(actor, asked) ? actor : SYSTEM;
    const seen = { requests, asked, version: asked.version };
    await this.moveDates(tx, mover, seen, { firstAsked, reason: 'dated_by_list', told });
  }

  private async moveDates(
    tx: Tx,
    actor: Actor,
    { requests, asked, version }: { requests: ReadonlyMap<Id, ChildRequest>; asked: ChildRequest; version: number },
    { firstAsked, reason, told }: { firstAsked: Instant; reason: string; told: Told },
  ): Promise<void> {
    for (const request of requests.values()) {
      const isAsked = request.id === asked.id;
      // What is not asked about follows where it can.
      if (!isAsked && !(isSameChild(request, asked) && mayCorrectDate(request.state))) continue;
      await this.moves.move(tx, actor, request.id, 'correctDate', {
        reason,
        expectedVersion: isAsked ? version : request.version,
        patch: { submittedAt: firstAsked },
        history: { firstAsked, firstAskedBefore: request.submittedAt, ...writtenIn({ writing: null, ...told }) },
      });
    }
  }
}

const isSameChild = (request: ChildRequest, asked: ChildRequest): boolean =>
  request.id === asked.transferFromId || request.transferFromId === asked.id;

/** A transfer came later than the request of which it keeps the date. */
const firstOf = (request: ChildRequest, requests: ReadonlyMap<Id, ChildRequest>): ChildRequest =>
  requests.get(request.transferFromId ?? '') ?? request;

/** When the platform came to know a request; its own date where nothing tells. */
const knownSince = async (from: Reader | Tx, request: Pick<ChildRequest, 'id' | 'submittedAt'>): Promise<Instant> =>
  (await findKnownSince(from, [request.id])).get(request.id) ?? request.submittedAt;
