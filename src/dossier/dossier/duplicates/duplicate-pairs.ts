import { Injectable } from '@nestjs/common';
import { Clock } from '../../../foundation/kernel/clock.js';
import { newId, type Id } from '../../../foundation/kernel/ids.js';
import { Audit } from '../../../foundation/platform/audit/index.js';
import type { Tx } from '../../../foundation/platform/database/index.js';
import { actorRef, SYSTEM, type Actor } from '../../../foundation/platform/security/index.js';
import type { ChildIdentity } from '../domain/duplicates/child-identity.js';
import { isToJudge } from '../domain/duplicates/joining.js';
import { refreshKeys } from './duplicate-keys.js';
import { DuplicateSearch, identityOf, likenessOf, type Likely } from './duplicate-search.js';
import { Adult, ChildRequest } from '../persistence/dossier.entities.js';
import { DuplicateJudgement, PossibleDuplicate, type JudgementAct } from '../persistence/duplicate.entities.js';

/** The pairs that wait for a person, and what was decided about each. */
@Injectable()
export class DuplicatePairs {
  constructor(
    private readonly clock: Clock,
    private readonly audit: Audit,
    private readonly search: DuplicateSearch,
  ) {}

  /** Records the requests that a new one may duplicate. */
  async notePairs(tx: Tx, requestId: Id, identity: ChildIdentity, likely: readonly Likely[]): Promise<void> {
    for (const { other, likeness } of this.search.listPossible(identity, likely)) {
      await tx.insertIfAbsent(PossibleDuplicate, {
        id: newId(),
        firstId: other.request.id,
        secondId: requestId,
        ...likeness,
        state: 'open',
        claimedByDesk: null,
      });
    }
  }

  /** Scores the pairs of a request again after a name, a date or a contact changed, and looks for new ones. */
  async renewPairs(
    tx: Tx,
    request: Pick<ChildRequest, 'id' | 'dossierId' | 'submittedAt' | 'transferFromId'>,
    identity: ChildIdentity,
  ): Promise<void> {
    // A transfer is meant to be about the same child. It has no keys and duplicates nobody.
    if (request.transferFromId !== null) return;
    await refreshKeys(tx, request.id, identity);
    // Twins of one dossier are two children, as their family says, however alike they are.
    const isTwin = (other: ChildRequest): boolean =>
      other.dossierId === request.dossierId && other.multipleBirth === true && identity.multipleBirth === true;
    const likely = (await this.search.findLikely(tx, [identity])).filter(
      (other) => other.request.id !== request.id && !isTwin(other.request),
    );
    const known = await tx.find(PossibleDuplicate, { where: [{ firstId: request.id }, { secondId: request.id }] });
    const open = new Map(
      known.filter(({ state }) => state === 'open').map((pair) => [otherOf(pair, request.id), pair]),
    );
    const judged = new Set(known.filter(({ state }) => state !== 'open').map((pair) => otherOf(pair, request.id)));
    for (const {
      other: { request: other },
      likeness,
    } of this.search.listPossible(identity, likely)) {
      const pair = open.get(other.id);
      open.delete(other.id);
      if (pair) await tx.update(PossibleDuplicate, { id: pair.id }, { ...likeness });
      if (pair || judged.has(other.id)) continue;
      const [first, second] = other.submittedAt <= request.submittedAt ? [other, request] : [request, other];
      await tx.insertIfAbsent(PossibleDuplicate, {
        id: newId(),
        firstId: first.id,
        secondId: second.id,
        ...likeness,
        state: 'open',
        claimedByDesk: null,
      });
    }
    for (const [otherId, pair] of open) await this.closeUnlessAlike(tx, pair, identity, otherId);
  }

  /**
   * Closes a pair that no longer looks like one child. A pair whose other request is joined or closed stays, because
   * that request may come back.
   */
  private async closeUnlessAlike(
    tx: Tx,
    { id }: PossibleDuplicate,
    identity: ChildIdentity,
    otherId: Id,
  ): Promise<void> {
    const other = await tx.findOne(ChildRequest, { id: otherId });
    if (!other || !isToJudge({ state: other.state, isJoined: other.joinedIntoId !== null })) return;
    if (likenessOf(identity, identityOf(other, await tx.find(Adult, { where: { dossierId: other.dossierId } }))))
      return;
    await tx.update(PossibleDuplicate, { id }, { state: 'set_aside', claimedByDesk: null });
    await this.recordJudgement(tx, SYSTEM, id, 'set_aside', { reason: 'no_longer_alike' });
  }

  /** One row of what was decided of a pair, and one of the audit. */
  async recordJudgement(
    tx: Tx,
    actor: Actor,
    pairId: Id,
    act: JudgementAct,
    said: { deskId?: string; reason?: string } = {},
  ): Promise<void> {
    const { deskId = null, reason = null } = said;
    await tx.insert(DuplicateJudgement, {
      id: newId(),
      pairId,
      at: this.clock.now(),
      actor: actorRef(actor),
      deskId,
      act,
      reason,
    });
    await this.audit.changed(
      tx,
      actor,
      `duplicate.${act}`,
      { kind: 'pair', id: pairId },
      reason === null ? null : { reason },
    );
  }
}

const otherOf = ({ firstId, secondId }: PossibleDuplicate, requestId: Id): Id =>
  firstId === requestId ? secondId : firstId;
