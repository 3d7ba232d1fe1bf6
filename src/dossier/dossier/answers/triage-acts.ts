import { Injectable } from '@nestjs/common';
import { Clock } from '../../../foundation/kernel/clock.js';
import { newId, type Id } from '../../../foundation/kernel/ids.js';
import { DomainError, NotFound, refuse } from '../../../foundation/kernel/refusal.js';
import type { Reader, Tx } from '../../../foundation/platform/database/index.js';
import { actorRef, type Actor } from '../../../foundation/platform/security/index.js';
import { AnswerLocks } from './answer-locks.js';
import { AnswerWriter, isHeldApart } from './answer-writer.js';
import type { AdultForm, ChildForm, DossierForm } from '../domain/dossier-form.js';
import type { Told } from '../domain/told.js';
import { isOpen } from '../domain/request-states.js';
import { TRACKS, type Track } from '../domain/track.js';
import { ChildRequest, Orientation } from '../persistence/dossier.entities.js';
import { RequestMoves } from '../lifecycle/request-moves.js';

/** The answers of one page. Absent ones stay as they are. */
export interface ChangedAnswers {
  readonly child?: Partial<ChildForm>;
  readonly adults?: readonly AdultForm[];
  readonly household?: DossierForm['household'];
  /** All facts that are answered. One that is absent is not answered any more. */
  readonly criterionFacts?: DossierForm['criterionFacts'];
}

/**
 * The answers that a page changed. Wishes that it left alone are not written again, because other rows refer to
 * theirs.
 */
export function changedAnswers(form: DossierForm, next: DossierForm): ChangedAnswers {
  const { wishes, ...rest } = next.children[0]!;
  return {
    child: wishes === form.children[0]!.wishes ? rest : next.children[0]!,
    ...(next.adults === form.adults ? {} : { adults: next.adults }),
    ...(next.household === form.household ? {} : { household: next.household }),
    ...(next.criterionFacts === form.criterionFacts ? {} : { criterionFacts: next.criterionFacts }),
  };
}

/** How answers are said. */
export interface Saying {
  /** The version that the person was looking at. */
  readonly version?: number;
  /** For whoever writes what somebody else says. */
  readonly told?: Told;
}

/** What the first desk does to a request, other than moving it. */
@Injectable()
export class TriageActs {
  constructor(
    private readonly clock: Clock,
    private readonly moves: RequestMoves,
    private readonly writer: AnswerWriter,
    private readonly locks: AnswerLocks,
  ) {}

  /** Decides the tracks of a request (one or several) and moves it to `oriented`. */
  async orientRequest(
    tx: Tx,
    actor: Actor,
    requestId: Id,
    tracks: readonly Track[],
    expectedVersion?: number,
  ): Promise<ChildRequest> {
    const chosen = TRACKS.filter((track) => tracks.includes(track));
    await tx.delete(Orientation, { requestId });
    await tx.insert(
      Orientation,
      chosen.map((track) => ({
        id: newId(),
        requestId,
        track,
        decidedAt: this.clock.now(),
        decidedBy: actorRef(actor),
      })),
    );
    return this.moves.move(tx, actor, requestId, 'orient', {
      expectedVersion,
      known: { emergencyOnly: chosen.every((track) => track === 'emergency') },
      history: { tracks: chosen.join(' ') },
    });
  }

  /** The form of one child as it is stored now, which a page of questions starts from. */
  async formOf(
    from: Reader | Tx,
    requestId: Id,
  ): Promise<{ form: DossierForm; child: ChildForm; request: ChildRequest; apart: boolean }> {
    const request = await from.findOne(ChildRequest, { id: requestId });
    if (!request) throw new NotFound('request');
    const held = await this.writer.readHeld(from, request.dossierId);
    const { form, requests } = held;
    const child = form.children[requests.findIndex(({ id }) => id === requestId)];
    if (!child) throw new DomainError(refuse('request.joined'));
    return { form: { ...form, children: [child] }, child, request, apart: isHeldApart(held) };
  }

  /**
   * Writes missing or changed answers, from the family or the desk, and finds again what is missing. It is refused
   * once the request is closed. A family is also refused once a commission judges its answers (AnswerLocks). The desk
   * may still correct them, because the commission judges a copy.
   */
  async writeAnswers(
    tx: Tx,
    actor: Actor,
    requestId: Id,
    change: ChangedAnswers,
    { version, told }: Saying = {},
  ): Promise<ChildRequest> {
    const { request } = await this.formOf(tx, requestId);
    if (!isOpen(request.state)) throw new DomainError(refuse('request.closed'));
    const { child, ...family } = change;
    if (actor.kind === 'family')
      await this.assertNotJudged(tx, request, Boolean(change.adults ?? change.household ?? change.criterionFacts));
    await this.writer.writeAnswers(
      tx,
      actor,
      request.dossierId,
      { ...family, children: new Map([[requestId, child ?? {}]]) },
      { seen: { requestId, version: version ?? request.version }, told },
    );
    return (await tx.findOne(ChildRequest, { id: requestId }))!;
  }

  /**
   * Writes what the family agrees to. No commission judges it, and it still binds once the request is closed: so it is
   * written in every state.
   */
  async writeAgreements(
    tx: Tx,
    actor: Actor,
    requestId: Id,
    { consents, language }: Pick<DossierForm, 'consents' | 'language'>,
    { version, told }: Saying,
  ): Promise<void> {
    const { request } = await this.formOf(tx, requestId);
    const seen = { requestId, version: version ?? request.version };
    await this.writer.writeAnswers(tx, actor, request.dossierId, { consents, language }, { seen, told });
  }

  /**
   * Refuses a change of answers that a commission is judging. Answers of the whole family are judged with each of its
   * children.
   */
  private async assertNotJudged(tx: Tx, request: ChildRequest, wholeFamily: boolean): Promise<void> {
    const judged = wholeFamily
      ? (await tx.find(ChildRequest, { where: { dossierId: request.dossierId } })).map(({ id }) => id)
      : [request.id];
    const refusal = await this.locks.refusalFor(tx, ...judged);
    if (refusal) throw new DomainError(refusal);
  }
}
