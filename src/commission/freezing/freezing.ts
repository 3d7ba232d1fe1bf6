import { Injectable } from '@nestjs/common';
import { Grids, pointsOf, type CandidateFacts, type GridInForce } from '../../admission/index.js';
import { Dossiers, lockRequests, RequestMoves, type RequestFile } from '../../dossier/index.js';
import { Clock } from '../../kernel/clock.js';
import type { Id } from '../../kernel/ids.js';
import { DomainError, refuse } from '../../kernel/refusal.js';
import { dayOf } from '../../kernel/time.js';
import { slotsOfSchedule, weekBeside, type SlotMask } from '../../kernel/week-schedule.js';
import { FamilyOwners, Placements, Transfers, type Placement } from '../../placement/index.js';
import type { Tx } from '../../platform/database/index.js';
import { SYSTEM, type Actor } from '../../platform/security/index.js';
import { Supply } from '../../supply/index.js';
import { sessionActor } from '../session/session-actor.js';
import { InsertionPlaces } from '../bodies/insertion-places.js';
import { BEFORE_FREEZE } from '../domain/session-dates.js';
import { isListing } from '../domain/session-lifecycle.js';
import type { CandidacySnapshot, HeldPlace } from '../domain/snapshot.js';
import { CommissionSession, type Body, type Candidacy } from '../persistence/commission.entities.js';
import { Candidacies, type CandidacyEnd } from '../planning/candidacies.js';
import { PlacesDeclarations } from '../planning/places-declarations.js';
import { SessionTasks } from '../planning/session-tasks.js';
import { SessionRecords, type LockedSession } from '../session/session-records.js';
import { CaseFacts } from './case-facts.js';

const LISTABLE = ['oriented', 'waiting_list', 'partly_placed'];
const JUDGED = ['before_commission', 'offered'];

type JudgedSnapshot = CandidacySnapshot & { readonly facts: CandidateFacts };

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
    private readonly facts: CaseFacts,
    private readonly declarations: PlacesDeclarations,
    private readonly transfers: Transfers,
    private readonly insertion: InsertionPlaces,
    private readonly placements: Placements,
    private readonly supply: Supply,
    private readonly owners: FamilyOwners,
  ) {}

  async freezeList(tx: Tx, actor: Actor, sessionId: Id, expectedVersion?: number): Promise<CommissionSession> {
    const locked = await this.records.lockForAction(tx, actor, sessionId, 'freeze', expectedVersion);
    if (!locked.session.placesDeclaredAt) await this.refuseBeforePlaces(tx, locked);
    // A session that was planned late may be frozen before its convocations were sent. They are sent first.
    if (locked.session.state === 'planned') await this.tasks.callMembers(tx, locked.session, locked.body);
    const grid = await this.grids.inForce(tx);
    const session = await this.records.saveTransition(tx, actor, locked, 'freeze', {
      frozenAt: this.clock.now(),
      gridId: grid.id,
      rules: await this.insertion.rulesOf(tx, { ...locked.session, rules: null }, locked.body),
    });
    await this.tasks.cancelTasks(tx, sessionId, BEFORE_FREEZE);
    await this.freezeCases(tx, actor, session, locked.body, grid);
    await this.tasks.sendAgenda(tx, session, locked.body);
    return session;
  }

  /**
   * Called by the job when the date has come. A list whose places are not declared waits for them. A list that is
   * already fixed stays as it is.
   */
  async freezeWhenDue(tx: Tx, sessionId: Id): Promise<void> {
    const session = await tx.lock(CommissionSession, { id: sessionId });
    if (!session || !isListing(session.state)) return;
    if (session.placesDeclaredAt) await this.freezeList(tx, SYSTEM, sessionId);
    else await this.tasks.waitForPlaces(tx, session);
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
    const cases = await this.candidacies.runningIn(tx, session.id);
    await this.bringBefore(tx, actor, session, cases);
    const files = (
      await this.dossiers.loadRequests(
        tx,
        cases.map(({ requestId }) => requestId),
      )
    ).filter(({ request }) => JUDGED.includes(request.state));
    const facts = await this.facts.ofAll(tx, files, dayOf(session.startsAt));
    const kept = await this.transfers.keptPlaces(
      tx,
      files.map(({ request }) => request),
    );
    const held = await this.placements.heldSlots(
      tx,
      files.map(({ request }) => request.id),
    );
    const noted = await this.owners.notedFor(
      tx,
      files.map(({ dossier }) => dossier.id),
    );
    const snapshots = new Map(
      files.map((file, index) => {
        const { id, transferFromId } = file.request;
        const place = transferFromId === null ? undefined : kept.get(transferFromId);
        const current = place ? heldPlaceOf(place) : null;
        const snapshot = this.snapshotFor(file, body, facts[index]!, current, held.get(id) ?? 0);
        const reservedFor = noted.get(file.dossier.id);
        return [id, snapshot && reservedFor ? { ...snapshot, reservedFor } : snapshot];
      }),
    );
    await this.candidacies.endAll(
      tx,
      cases.map((candidacy): CandidacyEnd => {
        const snapshot = snapshots.get(candidacy.requestId);
        if (!snapshot) return { candidacy, state: 'withdrawn' };
        const { lines, total } = pointsOf(
          grid,
          snapshot.facts,
          this.facts.placesOf(snapshot.wishes.map(({ providerId }) => providerId)),
        );
        return { candidacy, state: 'frozen', patch: { snapshot, points: total, lines: [...lines] } };
      }),
    );
  }

  /**
   * What is judged of a request. A transfer keeps its place unless it obtains a better one. A child who has a place
   * for a part of its week asks only for the rest, because it may hold no half-day twice.
   * @param held the half-days that the request's own places hold
   */
  private snapshotFor(
    file: RequestFile,
    body: Body,
    facts: CandidateFacts,
    current: HeldPlace | null,
    held: SlotMask,
  ): JudgedSnapshot | null {
    const { request } = file;
    const week = request.need.week && weekBeside(request.need.week, current ? 0 : held);
    if (!week || Object.keys(week).length === 0) return null;
    // An establishment that is closed at all the hours asked for cannot give a place, so the wish for it is left out.
    const wishes = file.wishes.filter(
      ({ providerId }) =>
        providerId !== null && slotsOfSchedule(week, this.supply.openingOf(providerId, request.wantedFrom)) !== 0,
    );
    return snapshotOf(
      { ...file, wishes, request: { ...request, need: { ...request.need, week } } },
      body,
      facts,
      current,
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

const heldPlaceOf = ({ sectionId, slots, from, to, reservedFor }: Placement): HeldPlace => ({
  sectionId,
  slots,
  from,
  to,
  ...(reservedFor ? { reservedFor } : {}),
});

/** Null when answers that are needed to judge have gone missing since the request was listed. */
function snapshotOf(
  { request, dossier, wishes }: RequestFile,
  body: Body,
  facts: CandidateFacts,
  current: HeldPlace | null,
): JudgedSnapshot | null {
  const birth = request.birthDate ?? request.dueDate;
  const inBody = wishes.flatMap(({ providerId, rank }) =>
    providerId && body.establishmentIds.includes(providerId) ? [{ providerId, rank }] : [],
  );
  if (!birth || !request.need.week || !request.wantedFrom || inBody.length === 0) return null;
  return {
    birth,
    born: request.birthDate !== null,
    communeCode: dossier.communeCode,
    week: request.need.week,
    wantedFrom: request.wantedFrom,
    requestedAt: request.submittedAt,
    wishes: inBody,
    facts,
    ...(request.need.acceptsShorterWeek ? { fewestDays: request.need.minimumDays ?? 1 } : {}),
    ...(current ? { current } : {}),
  };
}
