import { Injectable } from '@nestjs/common';
import { Grids, type GridInForce } from '../../admission/index.js';
import { Dossiers, lockRequests, RequestMoves } from '../../../dossier/dossier/index.js';
import { Clock } from '../../../foundation/kernel/clock.js';
import { newId, type Id } from '../../../foundation/kernel/ids.js';
import { DomainError, refuse } from '../../../foundation/kernel/refusal.js';
import { dayOf, type Day } from '../../../foundation/kernel/time.js';
import type { Tx } from '../../../foundation/platform/database/index.js';
import { SYSTEM, type Actor } from '../../../foundation/platform/security/index.js';
import { sessionActor } from '../session/session-actor.js';
import { InsertionPlaces } from '../bodies/insertion-places.js';
import { drawNumbers } from '../domain/drawn-numbers.js';
import { BEFORE_FREEZE, freezingRefusal, isDayPast, taskAt } from '../domain/session-dates.js';
import { isListing } from '../domain/session-lifecycle.js';
import { Candidacy, CommissionSession, type Body } from '../persistence/commission.entities.js';
import { Candidacies, type CandidacyEnd } from '../planning/candidacies.js';
import { PlacesDeclarations } from '../planning/places-declarations.js';
import { SessionTasks } from '../planning/session-tasks.js';
import { SessionRecords, type LockedSession } from '../session/session-records.js';
import { AskedProofs, withAsked } from './asked-proofs.js';
import { BirthHolds } from './birth-holds.js';
import { CaseSnapshots } from './case-snapshots.js';

const LISTABLE = ['oriented', 'waiting_list', 'partly_placed'];
const JUDGED = ['before_commission', 'offered'];

/** Fixes what a session will judge. From then on, families can no longer change it. */
@Injectable()
export class Freezing {
  constructor(
    private readonly clock: Clock,
    private readonly records: SessionRecords,
    private readonly tasks: SessionTasks,
    private readonly candidacies: Candidacies,
    private readonly dossiers: Dossiers,
    private readonly moves: RequestMoves,
    private readonly grids: Grids,
    private readonly births: BirthHolds,
    private readonly snapshots: CaseSnapshots,
    private readonly asked: AskedProofs,
    private readonly declarations: PlacesDeclarations,
    private readonly insertion: InsertionPlaces,
  ) {}

  async freezeList(tx: Tx, actor: Actor, sessionId: Id, expectedVersion?: number): Promise<CommissionSession> {
    const locked = await this.records.lockForAction(tx, actor, sessionId, 'freeze', expectedVersion);
    if (!locked.session.placesDeclaredAt) await this.refuseBeforePlaces(tx, locked);
    // A session that was planned late may be frozen before its convocations were sent. They are sent first.
    if (locked.session.state === 'planned') await this.tasks.callMembers(tx, locked.session, locked.body);
    const grid = await this.grids.inForce(tx);
    const session = await this.records.saveTransition(tx, actor, locked, 'freeze', {
      frozenAt: this.clock.now(),
      numbersSeed: newId(),
      gridId: grid.id,
      rules: await this.insertion.rulesOf(tx, { ...locked.session, rules: null }, locked.body),
    });
    await this.tasks.cancelTasks(tx, sessionId, BEFORE_FREEZE);
    await this.freezeCases(tx, actor, session, locked.body, grid);
    await this.tasks.sendAgenda(tx, session, locked.body);
    return session;
  }

  /**
   * {@link freezeList}, as a person presses it.
   * @param confirmedDay the day on which the person confirmed that the list is fixed early
   * @throws DomainError when the day on which the list is fixed has not come, and the person has not confirmed
   */
  async freezeListNow(
    tx: Tx,
    actor: Actor,
    sessionId: Id,
    expectedVersion?: number,
    confirmedDay?: Day,
  ): Promise<CommissionSession> {
    const locked = await this.records.lockForAction(tx, actor, sessionId, 'freeze', expectedVersion);
    const { session, body } = locked;
    if (!session.placesDeclaredAt) await this.refuseBeforePlaces(tx, locked);
    const planned = dayOf(taskAt('freeze', session.startsAt, body.noticeDays));
    const early = freezingRefusal(planned, this.clock.today(), confirmedDay);
    if (early) throw new DomainError(early);
    return this.freezeList(tx, actor, sessionId, expectedVersion);
  }

  /**
   * Called by the job when the date has come. A list whose places are not declared waits for them. A list that is
   * already fixed stays as it is.
   */
  async freezeWhenDue(tx: Tx, sessionId: Id): Promise<void> {
    const session = await tx.lock(CommissionSession, { id: sessionId });
    if (!session || !isListing(session.state)) return;
    // A session whose day is past waits for another one, with its list open.
    const isMissed = isDayPast(session.startsAt, this.clock.today());
    if (session.placesDeclaredAt && !isMissed) await this.freezeList(tx, SYSTEM, sessionId);
    else await this.tasks.tryTomorrow(tx, session.id, 'freeze');
  }

  /**
   * Refuses to fix the list before places are declared, because the proposal would not match the real places
   * (domain.md §8).
   */
  private async refuseBeforePlaces(tx: Tx, { session, body }: LockedSession): Promise<never> {
    const establishments = this.declarations.namesOf(await this.declarations.listMissing(tx, session, body));
    throw new DomainError(
      refuse('session.placesMissing', { count: establishments.length, establishments: establishments.join(', ') }),
    );
  }

  /** Freezes all cases in a few statements, so that a list of hundreds blocks others no longer than a short one. */
  private async freezeCases(
    tx: Tx,
    actor: Actor,
    session: CommissionSession,
    body: Body,
    { grid }: GridInForce,
  ): Promise<void> {
    await this.numberCases(tx, session);
    const cases = await this.births.holdUnknown(tx, await this.candidacies.runningIn(tx, session.id));
    await this.bringBefore(tx, actor, session, cases);
    const files = (
      await this.dossiers.loadRequests(
        tx,
        cases.map(({ requestId }) => requestId),
      )
    ).filter(({ request }) => JUDGED.includes(request.state));
    const judged = await this.snapshots.judgeAll(tx, session, body, files, grid);
    const asked = await this.asked.findDays(tx, session.id);
    await this.candidacies.endAll(
      tx,
      cases.map((candidacy): CandidacyEnd => {
        const known = judged.get(candidacy.requestId);
        if (!known) return { candidacy, state: 'withdrawn' };
        const lines = known.lines.map((line) => withAsked(line, asked.get(candidacy.requestId)));
        return { candidacy, state: 'frozen', patch: { ...known, lines } };
      }),
    );
  }

  /** Draws the numbers of all cases, withdrawn ones too, so that none keeps the one of its place in the list. */
  private async numberCases(tx: Tx, { id: sessionId, numbersSeed }: CommissionSession): Promise<void> {
    const cases = await tx.find(Candidacy, { where: { sessionId } });
    const numbers = drawNumbers(
      numbersSeed!,
      cases.map(({ id }) => id),
    );
    await tx.updateEach(
      Candidacy,
      cases.map(({ id, version }) => ({
        where: { id, version },
        patch: { agendaNumber: numbers.get(id)!, version: version + 1 },
      })),
    );
  }

  /**
   * Brings back cases that were deferred to this session, or whose offers elsewhere have ended. A case that has lost
   * answers since cannot be judged: it stays with its desk, and does not hold up the others.
   */
  private async bringBefore(
    tx: Tx,
    actor: Actor,
    session: CommissionSession,
    cases: readonly Candidacy[],
  ): Promise<void> {
    const requests = await lockRequests(
      tx,
      cases.map(({ requestId }) => requestId),
    );
    await this.moves.moveThoseAllowed(
      tx,
      sessionActor(session.id, actor),
      requests
        .filter(({ state }) => LISTABLE.includes(state))
        .map(({ id }) => ({
          requestId: id,
          action: 'list',
          known: { sessionDay: dayOf(session.startsAt) },
          history: { sessionId: session.id },
        })),
    );
  }
}
