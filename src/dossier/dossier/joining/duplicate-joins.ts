import { Injectable } from '@nestjs/common';
import { In, IsNull } from 'typeorm';
import { Clock } from '../../../foundation/kernel/clock.js';
import { newId, type Id } from '../../../foundation/kernel/ids.js';
import { DomainError, NotFound, refuse } from '../../../foundation/kernel/refusal.js';
import type { Instant } from '../../../foundation/kernel/time.js';
import type { Tx } from '../../../foundation/platform/database/index.js';
import { Outbox } from '../../../foundation/platform/outbox/index.js';
import { actorRef, SYSTEM, type Actor } from '../../../foundation/platform/security/index.js';
import { AnswerWriter } from '../answers/answer-writer.js';
import type { WishForm } from '../domain/dossier-form.js';
import { sameFamily } from '../domain/duplicates/compare-families.js';
import { refusalToUndo } from '../domain/duplicates/joining.js';
import { dateCorrections, dateWithout } from '../domain/first-asked.js';
import type { NextAct } from '../domain/next-act.js';
import { identityOf } from '../duplicates/duplicate-search.js';
import { findMoves } from '../lifecycle/read-requests.js';
import { triagesRequest } from '../lifecycle/request.policy.js';
import {
  AccessLink,
  Adult,
  ChildRequest,
  Dossier,
  FamilySession,
  RequestHistory,
  SealedForm,
  Wish,
} from '../persistence/dossier.entities.js';
import { RequestJoin, type BeforeJoin } from '../persistence/duplicate.entities.js';
import { ProposedChange } from '../persistence/proposed-change.entities.js';
import { ProposedChanges } from '../answers/proposed-changes.js';
import { RequestCreation } from '../answers/request-creation.js';
import { RequestMoves } from '../lifecycle/request-moves.js';
import { NextActs } from '../lifecycle/next-acts.js';
import { RequestWishes, sameTarget } from '../answers/request-wishes.js';

/**
 * Joins a request into another of the same child, and undoes the join. The caller has judged the pair and locked both
 * families (family-locks.ts).
 */
@Injectable()
export class DuplicateJoins {
  constructor(
    private readonly clock: Clock,
    private readonly moves: RequestMoves,
    private readonly acts: NextActs,
    private readonly creation: RequestCreation,
    private readonly outbox: Outbox,
    private readonly changes: ProposedChanges,
    private readonly writer: AnswerWriter,
    private readonly wishes: RequestWishes,
  ) {}

  /**
   * The wishes of `joined` come after those of `kept`, and the desk of `kept` follows both. Every answer of `joined` that
   * differs from that of `kept` is proposed beside it, and so is the day on which it was first made.
   */
  async joinRequests(tx: Tx, actor: Actor, kept: ChildRequest, joined: ChildRequest, pairId: Id): Promise<void> {
    const said = await this.writer.readHeld(tx, joined.dossierId);
    const arrival = said.dossier.arrivedForId === null ? null : said.dossier;
    const addedWishes = await this.wishes.addWishes(
      tx,
      kept.id,
      await tx.find(Wish, { where: { requestId: joined.id }, order: { rank: 'ASC' } }),
    );
    await this.moves.move(tx, moverOf(actor, joined), joined.id, 'join', {
      patch: { joinedIntoId: kept.id, dossierId: kept.dossierId, deskId: kept.deskId },
    });
    const before: BeforeJoin = {
      // The links of an arrival were sent to the person who filled in the form. They must not open the family's
      // dossier.
      keptSubmittedAt: null,
      addedWishes,
      links: arrival ? [] : await this.handLinksOver(tx, kept, joined),
      joined: {
        state: joined.state,
        dossierId: joined.dossierId,
        deskId: joined.deskId,
        submittedAt: joined.submittedAt,
        act: actOf(joined),
      },
    };
    const joinId = newId();
    await tx.insert(RequestJoin, {
      id: joinId,
      keptId: kept.id,
      joinedId: joined.id,
      pairId,
      at: this.clock.now(),
      actor: actorRef(actor),
      before,
      undoneAt: null,
    });
    if (arrival) return this.judged(tx, actor, arrival.id, joined.id, 'taken');
    const child = said.form.children[said.requests.findIndex(({ id }) => id === joined.id)]!;
    await this.changes.bringAnswers(
      tx,
      actor,
      kept.dossierId,
      {
        family: joined.dossierId === kept.dossierId ? null : { ...said.form, language: null },
        children: [{ requestId: kept.id, child: { ...child, wishes: [] }, firstAsked: joined.submittedAt }],
      },
      { source: 'joined', at: await this.saidAt(tx, joined.id), joinId, fills: false },
    );
  }

  /** When the answers of a request were last written. */
  private async saidAt(tx: Tx, requestId: Id): Promise<Instant> {
    const [last] = await tx.find(RequestHistory, {
      where: { requestId, action: In(['submit', 'amend']) },
      order: { at: 'DESC', id: 'DESC' },
      take: 1,
    });
    return last?.at ?? '';
  }

  /** Records whether a child of an arrival was taken in. Nothing more is proposed about a child that was taken in. */
  private async judged(tx: Tx, actor: Actor, arrivalId: Id, sentRequestId: Id, state: 'taken' | 'open'): Promise<void> {
    const isTaken = state === 'taken';
    await tx.update(
      ProposedChange,
      { sentRequestId, state: isTaken ? 'open' : 'taken' },
      { state, decidedAt: isTaken ? this.clock.now() : null, decidedBy: isTaken ? actorRef(actor) : null },
    );
    if (isTaken) await this.closeEmptied(tx, arrivalId);
  }

  /** Closes an arrival whose children were all taken in: the links and sessions of its sender open nothing any more. */
  async closeEmptied(tx: Tx, arrivalId: Id): Promise<void> {
    if ((await tx.count(ChildRequest, { dossierId: arrivalId })) > 0) return;
    await tx.update(AccessLink, { dossierId: arrivalId, voidedAt: IsNull() }, { voidedAt: this.clock.now() });
    await tx.delete(FamilySession, { dossierId: arrivalId });
  }

  /** Lets the family's links open the dossier that is kept, where both dossiers certainly belong to one family. */
  private async handLinksOver(tx: Tx, kept: ChildRequest, joined: ChildRequest): Promise<Id[]> {
    if (kept.dossierId === joined.dossierId || (await tx.count(ChildRequest, { dossierId: joined.dossierId })) > 0)
      return [];
    const adultsOf = (dossierId: Id): Promise<Adult[]> => tx.find(Adult, { where: { dossierId } });
    if (
      !sameFamily(
        identityOf(kept, await adultsOf(kept.dossierId)),
        identityOf(joined, await adultsOf(joined.dossierId)),
      )
    )
      return [];
    // One family: what its desk told it under the other number, it knows.
    const { heardAt, apart } = (await tx.findOne(Dossier, { id: joined.dossierId }))!;
    if (apart) await tx.update(Dossier, { id: kept.dossierId }, { apart });
    if (heardAt) await tx.update(Dossier, { id: kept.dossierId, heardAt: IsNull() }, { heardAt });
    const links = await tx.find(AccessLink, { where: { dossierId: joined.dossierId, voidedAt: IsNull() } });
    await tx.delete(FamilySession, { dossierId: joined.dossierId });
    if (links.length > 0)
      // Nothing says which adult of one dossier is which of the other.
      await tx.update(AccessLink, { id: In(links.map(({ id }) => id)) }, { dossierId: kept.dossierId, adult: null });
    await this.outbox.openInstead(tx, joined.dossierId, kept.dossierId);
    return links.map(({ id }) => id);
  }

  /**
   * Undoes a join: there are two requests again. One that was joined on arrival becomes a request, from the form that
   * was sent.
   * @returns the request that was taken out
   * @throws DomainError with the sentence that says what has happened since
   */
  async undoJoin(tx: Tx, actor: Actor, join: RequestJoin): Promise<Id> {
    if ((await tx.update(RequestJoin, { id: join.id, undoneAt: IsNull() }, { undoneAt: this.clock.now() })) === 0)
      throw new DomainError(refuse('duplicate.notJoined'));
    const kept = await tx.findOne(ChildRequest, { id: join.keptId });
    if (!kept) throw new NotFound('join');
    const refusal = refusalToUndo({
      kept: { state: kept.state, isJoined: kept.joinedIntoId !== null },
      isForgotten: await this.isForgotten(tx, kept.dossierId, join.before.joined?.dossierId ?? kept.dossierId),
      moves: (await this.movesSince(tx, join)).map(({ action }) => action),
    });
    if (refusal) throw new DomainError(refusal);
    const standing = await this.standingJoins(tx, join);
    await this.changes.takeBack(tx, actor, join.id);
    await this.takeWishesBack(tx, kept.id, join.before.addedWishes, standing);
    await this.giveDateBack(tx, join, standing);
    return join.joinedId === null
      ? this.createFromForm(tx, actor, kept, join)
      : this.takeOut(tx, actor, join.joinedId, join.before);
  }

  /** Gives back the date that the join had moved, where it is of the time when the earlier date counted at once. */
  private async giveDateBack(
    tx: Tx,
    { id, keptId, before }: RequestJoin,
    standing: readonly RequestJoin[],
  ): Promise<void> {
    if (before.keptSubmittedAt === null) return;
    const submittedAt = dateWithout(
      { id, submittedAt: before.keptSubmittedAt },
      standing
        .filter((join) => join.before.keptSubmittedAt !== null)
        .map((join) => ({ id: join.id, submittedAt: (join.before.joined ?? join.before.arrival)!.submittedAt })),
      dateCorrections(await findMoves(tx, keptId, ['correctDate'])).at(-1) ?? null,
    );
    await tx.update(ChildRequest, { id: keptId }, { submittedAt });
  }

  private async takeOut(tx: Tx, actor: Actor, joinedId: Id, { joined: was, links }: BeforeJoin): Promise<Id> {
    const joined = await tx.findOne(ChildRequest, { id: joinedId });
    if (!joined || !was) throw new NotFound('join');
    await this.moves.move(tx, moverOf(actor, joined), joinedId, 'unjoin', {
      choice: was.state,
      patch: { joinedIntoId: null, dossierId: was.dossierId, deskId: was.deskId },
    });
    await this.judged(tx, actor, was.dossierId, joinedId, 'open');
    if (was.act) await this.acts.setNextAct(tx, actor, joinedId, was.state, was.act);
    if (links.length > 0) await tx.update(AccessLink, { id: In([...links]) }, { dossierId: was.dossierId });
    await this.outbox.openInstead(tx, was.dossierId, was.dossierId);
    return joinedId;
  }

  /**
   * Makes a request from the sealed form. No possible duplicate is recorded, because a person has just judged that
   * these are two children.
   */
  private async createFromForm(
    tx: Tx,
    actor: Actor,
    kept: ChildRequest,
    { before: { arrival } }: RequestJoin,
  ): Promise<Id> {
    const sealed = arrival && (await tx.findOne(SealedForm, { id: arrival.sealedFormId }));
    if (!arrival || !sealed) throw new DomainError(refuse('undo.forgotten'));
    const dossier = (await tx.findOne(Dossier, { id: kept.dossierId }))!;
    const sent = {
      form: sealed.form,
      index: arrival.child,
      requestedAt: arrival.submittedAt,
      deskNote: arrival.deskNote,
    };
    return (await this.creation.createRequest(tx, actor, dossier, sent, [])).id;
  }

  private async isForgotten(tx: Tx, ...dossierIds: Id[]): Promise<boolean> {
    const dossiers = await tx.find(Dossier, { where: { id: In(dossierIds) } });
    return dossiers.some(({ anonymisedAt }) => anonymisedAt !== null);
  }

  private async movesSince(tx: Tx, { id, keptId }: RequestJoin): Promise<RequestHistory[]> {
    const history = await tx.find(RequestHistory, { where: { requestId: keptId }, order: { at: 'ASC', id: 'ASC' } });
    return history.filter((row) => row.id > id);
  }

  /** Other requests that are joined into the same one. */
  private async standingJoins(tx: Tx, { id, keptId }: RequestJoin): Promise<RequestJoin[]> {
    return (await tx.find(RequestJoin, { where: { keptId, undoneAt: IsNull() }, order: { id: 'ASC' } })).filter(
      (join) => join.id !== id,
    );
  }

  /**
   * Takes back the wishes that the join had added. A wish that another joined request also has stays, and counts as
   * added by that one from now on.
   */
  private async takeWishesBack(
    tx: Tx,
    keptId: Id,
    added: BeforeJoin['addedWishes'],
    standing: readonly RequestJoin[],
  ): Promise<void> {
    let left = added;
    for (const other of standing) {
      const theirs = await this.wishesOf(tx, other);
      const shared = left.filter((wish) => theirs.some((other) => sameTarget(other, wish)));
      if (shared.length === 0) continue;
      await tx.update(
        RequestJoin,
        { id: other.id },
        { before: { ...other.before, addedWishes: [...other.before.addedWishes, ...shared] } },
      );
      left = left.filter((wish) => !shared.includes(wish));
    }
    await this.wishes.dropWishes(tx, keptId, left);
  }

  private async wishesOf(tx: Tx, { joinedId, before: { arrival } }: RequestJoin): Promise<readonly WishForm[]> {
    if (joinedId !== null) return tx.find(Wish, { where: { requestId: joinedId } });
    const sealed = arrival && (await tx.findOne(SealedForm, { id: arrival.sealedFormId }));
    return sealed?.form.children[arrival!.child]?.wishes ?? [];
  }
}

/**
 * The actor of the move: the agent, where the request belongs to their desk. Otherwise both desks have agreed, and the
 * platform acts for them.
 */
const moverOf = (actor: Actor, request: ChildRequest): Actor => (triagesRequest(actor, request) ? actor : SYSTEM);

const actOf = ({ nextAct, nextActDue, nextActOwner }: ChildRequest): NextAct | null =>
  nextAct && nextActDue && nextActOwner ? { code: nextAct, due: nextActDue, owner: nextActOwner } : null;
