import { Injectable } from '@nestjs/common';
import { Candidacies, RequestListing } from '../../commissions/commission/index.js';
import {
  askedAndMissing,
  Dossiers,
  FamilyMessages,
  missingIn,
  RequestMoves,
  TriageActs,
  WAITS,
  type RequestAction,
  type Track,
} from '../../dossier/dossier/index.js';
import type { Id } from '../../foundation/kernel/ids.js';
import { DomainError, refuse } from '../../foundation/kernel/refusal.js';
import type { Tx } from '../../foundation/platform/database/index.js';
import type { Translator } from '../../foundation/platform/i18n/index.js';
import type { Actor } from '../../foundation/platform/security/index.js';
import { RequestAgents } from '../request-agents/index.js';
import { FirstContacts } from './first-contacts.js';
import { COMPLETION } from './message-kinds.js';

/** The request a person looks at, and the version they saw. */
export interface SeenRequest {
  readonly requestId: Id;
  readonly version: number;
}

/** The moves that need nothing more than a reason. */
export type PlainMove = Extract<RequestAction, 'takeUp' | 'complete' | 'withdraw' | 'reopen'>;

/**
 * How a family is asked for answers: `written` to; `told` that it is known, and asked, by one message; to be rung; or in
 * no way at all.
 */
export type AskedHow = 'written' | 'told' | 'to_ring' | 'no_way';

/**
 * What moves a request of a desk, within the unit of work of one press (DeskActs) or of one row of an act on many
 * (BulkRuns): the same act, with the same refusals, whoever opens the unit.
 */
@Injectable()
export class DeskMoves {
  constructor(
    private readonly dossiers: Dossiers,
    private readonly moves: RequestMoves,
    private readonly acts: TriageActs,
    private readonly messages: FamilyMessages,
    private readonly firstContacts: FirstContacts,
    private readonly candidacies: Candidacies,
    private readonly listing: RequestListing,
    private readonly agents: RequestAgents,
  ) {}

  async moveRequestIn(
    tx: Tx,
    actor: Actor,
    { requestId, version }: SeenRequest,
    action: PlainMove,
    reason?: string,
  ): Promise<void> {
    const file = await this.dossiers.loadRequest(tx, requestId);
    await this.moves.move(tx, actor, requestId, action, { expectedVersion: version, ...(reason ? { reason } : {}) });
    if (action === 'takeUp') await this.agents.takeUpIn(tx, actor, requestId);
    const missing = action === 'complete' ? askedAndMissing(file.history, missingIn(file)) : [];
    if (missing.length > 0) throw new DomainError(refuse('request.askedMissing', { count: missing.length }));
  }

  /** @throws DomainError when nothing is asked for but what nobody has to answer: no request waits for that */
  async askForAnswersIn(
    tx: Tx,
    actor: Actor,
    { requestId, version }: SeenRequest,
    gaps: readonly string[],
  ): Promise<AskedHow> {
    if (gaps.every((gap) => gap === WAITS)) throw new DomainError(refuse('request.optionalAlone'));
    const request = await this.moves.move(tx, actor, requestId, 'askForCompletion', {
      expectedVersion: version,
      history: { asked: gaps.join(' ') },
    });
    const { adults } = await this.dossiers.loadRequest(tx, requestId);
    if (!this.messages.reachableInWriting(adults.map(({ details }) => details)))
      return adults.some(({ phone }) => phone !== null) ? 'to_ring' : 'no_way';
    // A family that came with a list is not asked about a request of which it knows nothing: one message does both.
    if (await this.firstContacts.tellNow(tx, request.dossierId, gaps)) return 'told';
    const answers = ({ t }: Translator) => ({ answers: gaps.map((gap) => `– ${t(`gap.${gap}`)}`).join('\n') });
    await this.messages.writeMessage(tx, {
      dossierId: request.dossierId,
      requestIds: [requestId],
      kind: COMPLETION,
      args: answers,
      about: `completion:${requestId}`,
    });
    return 'written';
  }

  /** @returns the request as it is now: the version that a further act has to name */
  private async orientRequestIn(
    tx: Tx,
    actor: Actor,
    { requestId, version }: SeenRequest,
    tracks: readonly Track[],
  ): Promise<SeenRequest> {
    const oriented = await this.acts.orientRequest(tx, actor, requestId, tracks, version);
    return { requestId, version: oriented.version };
  }

  /**
   * Orients it and lists it for this session. A commission judges only what is oriented to it: anything else is oriented
   * and not listed.
   * @returns whether it is listed
   */
  async orientAndListIn(
    tx: Tx,
    actor: Actor,
    seen: SeenRequest,
    tracks: readonly Track[],
    sessionId: Id | null,
  ): Promise<boolean> {
    const oriented = await this.orientRequestIn(tx, actor, seen, tracks);
    if (sessionId === null || !tracks.includes('commission')) return false;
    await this.listRequestIn(tx, actor, oriented, sessionId);
    return true;
  }

  /** Lists it for this session, and for the next one of each other body that examines one of its wishes. */
  async listRequestIn(tx: Tx, actor: Actor, { requestId, version }: SeenRequest, sessionId: Id): Promise<void> {
    await this.listing.listRequest(tx, actor, requestId, sessionId, version);
  }

  /** Takes it off the list of a session that is not fixed yet. @param reason of REASONS.unlist */
  async unlistRequestIn(tx: Tx, actor: Actor, seen: SeenRequest, sessionId: Id, reason: string): Promise<void> {
    await this.candidacies.unlistRequest(tx, actor, seen, sessionId, reason);
    await this.listing.tellNextSession(tx, seen.requestId);
  }
}
