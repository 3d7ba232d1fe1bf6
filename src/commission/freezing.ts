import { Injectable } from '@nestjs/common';
import { Grids, pointsOf, type CandidateFacts, type GridInForce } from '../admission/index.js';
import { Dossiers, RequestMoves, type RequestFile } from '../dossier/index.js';
import { Clock } from '../kernel/clock.js';
import type { Id } from '../kernel/ids.js';
import { DomainError, refuse } from '../kernel/refusal.js';
import { dayOf } from '../kernel/time.js';
import { slotsOfSchedule, weekBeside } from '../kernel/week-schedule.js';
import { Placements, Transfers } from '../placement/index.js';
import type { Tx } from '../platform/database/index.js';
import type { Actor } from '../platform/security/index.js';
import { Supply } from '../supply/index.js';
import { sessionActor } from './body-scope.js';
import { Candidacies } from './candidacies.js';
import { CaseFacts } from './case-facts.js';
import { InsertionPlaces } from './insertion-places.js';
import { BEFORE_FREEZE } from './domain/session-dates.js';
import type { CandidacySnapshot, HeldPlace } from './domain/snapshot.js';
import type { Body, Candidacy, CommissionSession } from './persistence/commission.entities.js';
import { PlacesDeclarations } from './places-declarations.js';
import { SessionRecords, type ClaimedSession } from './session-records.js';
import { SessionTasks } from './session-tasks.js';

const LISTABLE = ['oriented', 'waiting_list', 'partly_placed'];
const JUDGED = ['before_commission', 'offered'];

/** Fixes what a session will judge: from here on families can no longer change it. */
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
  ) {}

  async freeze(tx: Tx, actor: Actor, sessionId: Id, expectedVersion?: number): Promise<CommissionSession> {
    const claimed = await this.records.claim(tx, actor, sessionId, 'freeze', expectedVersion);
    if (!claimed.session.placesDeclaredAt) await this.refuseBeforePlaces(tx, claimed);
    // A session planned late may be frozen before its convocations went out: they go first.
    if (claimed.session.state === 'planned') await this.tasks.callMembers(tx, claimed.session, claimed.body);
    const grid = await this.grids.inForce(tx);
    const session = await this.records.advance(tx, actor, claimed, 'freeze', {
      frozenAt: this.clock.now(), gridId: grid.id, rules: await this.insertion.rulesOf(tx, { ...claimed.session, rules: null }, claimed.body),
    });
    await this.tasks.cancel(tx, sessionId, BEFORE_FREEZE);
    for (const candidacy of await this.candidacies.runningIn(tx, sessionId)) await this.freezeOne(tx, actor, session, claimed.body, grid, candidacy);
    await this.tasks.sendAgenda(tx, session, claimed.body);
    return session;
  }

  /** What is proposed would not be what there is (domain.md §8). */
  private async refuseBeforePlaces(tx: Tx, { session, body }: ClaimedSession): Promise<never> {
    const establishments = this.declarations.namesOf(await this.declarations.missing(tx, session, body));
    throw new DomainError(refuse('session.placesMissing', { count: establishments.length, establishments: establishments.join(', ') }));
  }

  private async freezeOne(
    tx: Tx, actor: Actor, session: CommissionSession, body: Body, grid: GridInForce, candidacy: Candidacy,
  ): Promise<void> {
    await this.bringBefore(tx, actor, session, candidacy);
    const file = await this.dossiers.loadRequest(tx, candidacy.requestId);
    const facts = await this.facts.of(tx, file, dayOf(session.startsAt));
    const snapshot = JUDGED.includes(file.request.state) ? await this.snapshotFor(tx, file, body, facts) : null;
    if (snapshot === null) return this.candidacies.end(tx, candidacy, 'withdrawn');
    const { lines, total } = pointsOf(grid.grid, facts, this.facts.placesOf(snapshot.wishes.map(({ providerId }) => providerId)));
    await this.candidacies.end(tx, candidacy, 'frozen', { snapshot, points: total, lines: [...lines] });
  }

  /** A child who has a place for a part of its week asks for the rest: it holds no half-day twice. */
  private async snapshotFor(tx: Tx, file: RequestFile, body: Body, facts: CandidateFacts): Promise<CandidacySnapshot | null> {
    const { request } = file;
    const current = await this.heldPlace(tx, file);
    const held = current ? 0 : await this.placements.heldSlots(tx, request.id);
    const week = request.need.week && weekBeside(request.need.week, held);
    if (!week || Object.keys(week).length === 0) return null;
    // An establishment that is closed at all the hours asked for can give nothing: a wish for it is not one that the commission could answer.
    const wishes = file.wishes.filter(({ providerId }) => providerId !== null && slotsOfSchedule(week, this.supply.openingOf(providerId)) !== 0);
    return snapshotOf({ ...file, wishes, request: { ...request, need: { ...request.need, week } } }, body, facts, current);
  }

  /** A transfer keeps the place it has, unless it obtains a better one. */
  private async heldPlace(tx: Tx, { request }: RequestFile): Promise<HeldPlace | null> {
    const place = await this.transfers.keptPlace(tx, request);
    return place && { sectionId: place.sectionId, slots: place.slots, from: place.from, to: place.to };
  }

  /** A case deferred to this session, or whose offer elsewhere has ended meanwhile, comes before it again. */
  private async bringBefore(tx: Tx, actor: Actor, session: CommissionSession, candidacy: Candidacy): Promise<void> {
    const request = await this.candidacies.requestOf(tx, candidacy);
    if (!LISTABLE.includes(request.state)) return;
    try {
      await this.moves.move(tx, sessionActor(session.id, actor), request.id, 'list', {
        known: { sessionDay: dayOf(session.startsAt) }, history: { sessionId: session.id },
      });
    } catch (error) {
      // Answers are missing that were there before: it cannot be judged, and stays with its desk.
      if (!(error instanceof DomainError)) throw error;
    }
  }
}

/** Null when what is needed to judge has gone missing since the request was listed. */
function snapshotOf({ request, dossier, wishes }: RequestFile, body: Body, facts: CandidateFacts, current: HeldPlace | null): CandidacySnapshot | null {
  const birth = request.birthDate ?? request.dueDate;
  const inBody = wishes.flatMap(({ providerId, rank }) => (providerId && body.establishmentIds.includes(providerId) ? [{ providerId, rank }] : []));
  if (!birth || !request.need.week || !request.wantedFrom || inBody.length === 0) return null;
  return {
    birth, born: request.birthDate !== null, communeCode: dossier.communeCode, week: request.need.week, wantedFrom: request.wantedFrom,
    requestedAt: request.submittedAt, wishes: inBody, facts,
    ...(request.need.acceptsShorterWeek ? { fewestDays: request.need.minimumDays ?? 1 } : {}), ...(current ? { current } : {}),
  };
}
