import { Injectable } from '@nestjs/common';
import {
  Grids,
  pointsAt,
  pointsOf,
  Proposals,
  type CandidateFacts,
  type GridInForce,
  type KeptProposal,
} from '../../admission/index.js';
import type { Id } from '../../../foundation/kernel/ids.js';
import { DomainError, NotFound, refuse } from '../../../foundation/kernel/refusal.js';
import type { Instance, Places } from '../../matching/index.js';
import { Reader } from '../../../foundation/platform/database/index.js';
import type { Actor } from '../../../foundation/platform/security/index.js';
import { newPlaceOf } from '../domain/case-places.js';
import { inOrderOf } from '../domain/recount.js';
import { sessionOrder } from '../domain/session-order.js';
import { tallied, type Simulation } from '../domain/simulation.js';
import type { CandidacySnapshot } from '../domain/snapshot.js';
import { CaseFacts } from '../freezing/case-facts.js';
import { Candidacy, type CommissionSession } from '../persistence/commission.entities.js';
import { SessionLists } from '../planning/session-lists.js';
import type { SessionRow } from '../planning/session-rows.js';
import { SessionAccess } from '../session/session-access.js';

/** One case as it was frozen, with everything that a grid counts of it. */
interface FrozenCase extends Pick<Candidacy, 'id' | 'requestId' | 'dossierId'> {
  readonly snapshot: CandidacySnapshot & { readonly facts: CandidateFacts };
}

const isOver = ({ state }: CommissionSession): boolean => state === 'closed' || state === 'signed';

/**
 * Plays past sessions again under another version of the grid and compares both proposals. Nothing is stored and
 * nobody is named.
 */
@Injectable()
export class GridSimulations {
  constructor(
    private readonly reader: Reader,
    private readonly lists: SessionLists,
    private readonly access: SessionAccess,
    private readonly proposals: Proposals,
    private readonly grids: Grids,
    private readonly facts: CaseFacts,
  ) {}

  /** The closed sessions of the actor's bodies, latest first. */
  async listPast(actor: Actor): Promise<SessionRow[]> {
    return this.lists.listDecided(actor);
  }

  /**
   * Compares the session's own grid with another. Both are counted from the facts kept at the freeze.
   * @throws NotFound @throws DomainError when these facts are not enough to play the session again
   */
  async playSession(actor: Actor, gridId: Id, sessionId: Id): Promise<Simulation> {
    const { session } = await this.access.readSession(actor, sessionId);
    if (!isOver(session)) throw new NotFound('session');
    const kept = await this.proposals.findLatest(this.reader, sessionId);
    if (!kept) throw new DomainError(refuse('simulation.noProposal'));
    const cases = await this.casesOf(sessionId, kept.instance);
    const before = await this.played(kept, cases, await this.grids.findVersion(session.gridId!));
    const after = await this.played(kept, cases, await this.grids.findVersion(gridId));
    const hasNew = (places: Places, id: Id): boolean => newPlaceOf(kept.instance, places, id) !== null;
    return tallied(
      cases.map(({ id, snapshot: { communeCode, facts } }) => ({
        communeCode,
        facts,
        before: hasNew(before, id),
        after: hasNew(after, id),
      })),
    );
  }

  private async casesOf(sessionId: Id, { children }: Instance): Promise<FrozenCase[]> {
    const judged = (await this.reader.find(Candidacy, { where: { sessionId } })).filter(({ id }) =>
      Object.hasOwn(children, id),
    );
    return judged.map(({ id, requestId, dossierId, snapshot }) => {
      if (!snapshot?.facts) throw new DomainError(refuse('simulation.noFacts'));
      return { id, requestId, dossierId, snapshot: { ...snapshot, facts: snapshot.facts } };
    });
  }

  private async played(
    { instance, seed }: KeptProposal,
    cases: readonly FrozenCase[],
    { grid }: GridInForce,
  ): Promise<Places> {
    const points = new Map(
      cases.map(({ id, snapshot: { facts, wishes } }) => [
        id,
        pointsOf(grid, facts, this.facts.placesOf(wishes.map(({ providerId }) => providerId))),
      ]),
    );
    const { tieBreak } = sessionOrder(
      cases.map(({ requestId, dossierId, snapshot: { requestedAt, birth } }) => ({
        id: requestId,
        family: dossierId,
        points: 0,
        requestedAt,
        birth,
      })),
      seed,
      grid.tieBreak,
    );
    const idOf = new Map(cases.map(({ id, requestId }) => [requestId, id]));
    const again = inOrderOf(
      instance,
      (child, at) => pointsAt(points.get(child)!, at),
      tieBreak.map((requestId) => idOf.get(requestId)!),
    );
    return (await this.proposals.computeOutcome({ instance: again, alternatives: {} })).places;
  }
}
