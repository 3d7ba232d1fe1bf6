import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { CriteriaGridRow, Proposals, type KeptProposal } from '../../admission/index.js';
import type { Outcome } from '../../matching/index.js';
import { Clock } from '../../kernel/clock.js';
import { isId, type Id } from '../../kernel/ids.js';
import { NotFound } from '../../kernel/refusal.js';
import { addDays, mondayOf } from '../../kernel/time.js';
import { Reader } from '../../platform/database/index.js';
import { Permission, type Actor } from '../../platform/security/index.js';
import { Occupancy, type Placement } from '../../placement/index.js';
import { Bodies } from '../bodies/bodies.js';
import { readsBody, runsBody } from '../bodies/body-scope.js';
import { Confirmations, type ConfirmationCounts } from '../planning/confirmations.js';
import { SittingBoard, type CaseDecision } from './sitting-board.js';
import { claimChanges, type ClaimEffect } from '../domain/claim-changes.js';
import type { Decision } from '../domain/decisions.js';
import { maskOfNames } from '../domain/periods.js';
import { quorumOf, type Quorum } from '../domain/quorum.js';
import { COMING, isComing, PAST, type SessionState } from '../domain/session-lifecycle.js';
import type { SessionRules } from '../domain/sitting-rules.js';
import { InsertionPlaces } from '../bodies/insertion-places.js';
import { Candidacy, CommissionSession, type Body, type BodyMember } from '../persistence/commission.entities.js';
import { PlacesDeclarations, type DeclarationStanding } from '../planning/places-declarations.js';
import { caseLines, screenMark, type CaseLine } from '../persistence/case-line.queries.js';
import type { Recusal } from '../persistence/sitting.entities.js';
import { Ratifications } from './ratifications.js';
import { hiddenAmong, Recusals } from './recusals.js';
import { SessionRows, type SessionNotices, type SessionRow } from '../planning/session-rows.js';
import { SittingDays, type AttendedDay } from '../session/sitting-days.js';

/** What a list shows at once. */
const SESSIONS_SHOWN = 20;
/** What a choice of past sessions offers at most: years of them. */
const SESSIONS_OFFERED = 100;

export interface SessionList {
  readonly rows: readonly SessionRow[];
  /** 1-based: the nearest page there is to the one asked for. */
  readonly page: number;
  readonly pages: number;
}

export interface ComingSessions extends SessionList {
  /** Of every coming session, on whatever page: what stands in its way, and who has not declared. */
  readonly notices: readonly (SessionNotices & Pick<SessionRow, 'session' | 'body'>)[];
}

export interface SessionSheet extends SessionRow {
  readonly members: readonly BodyMember[];
  readonly rules: SessionRules;
  readonly emergencies: readonly Placement[];
  readonly grid: CriteriaGridRow | null;
  readonly declarations: readonly DeclarationStanding[];
  /** Null before families are asked whether they still need a place. */
  readonly confirmations: ConfirmationCounts | null;
  readonly mayPlan: boolean;
  readonly mayRun: boolean;
}

/** What the session screen shows: cases in rank order, whatever became of them. */
export interface Sitting extends SessionSheet {
  readonly agenda: readonly CaseLine[];
  /** Families whose cases the actor does not see: a member whom they concern. They are not on the agenda. */
  readonly hidden: ReadonlySet<Id>;
  /**
   * As computed when places were last read, with every case that is still to be closed; null before the preparation.
   */
  readonly prepared: {
    readonly kept: KeptProposal;
    readonly first: Outcome;
    readonly now: Outcome;
    readonly cases: readonly CaseLine[];
  } | null;
  readonly days: readonly AttendedDay[];
  readonly quorum: Quorum;
  readonly recusals: readonly Recusal[];
  /**
   * Children whose move is expected in the first whole week after the first entries, by section and half-day: they hold
   * no place.
   */
  readonly expected: ReadonlyMap<Id, readonly number[]>;
  /** Sessions of the same body to which a case can be deferred. */
  readonly nextSessions: readonly CommissionSession[];
}

const within = (bodies: readonly Body[], states: readonly SessionState[]) => ({
  bodyId: In(bodies.map(({ id }) => id)),
  state: In([...states]),
});

function pageOf(asked: number, count: number): { page: number; pages: number; skip: number } {
  const pages = Math.max(1, Math.ceil(count / SESSIONS_SHOWN));
  const page = Math.min(pages, Math.max(1, Math.trunc(asked) || 1));
  return { page, pages, skip: (page - 1) * SESSIONS_SHOWN };
}

/**
 * Reads of sessions, each within what the actor may see; what is not theirs is not there. No name of a family is read
 * here.
 */
@Injectable()
export class SessionQueries {
  constructor(
    private readonly reader: Reader,
    private readonly clock: Clock,
    private readonly bodies: Bodies,
    private readonly rows: SessionRows,
    private readonly ratifications: Ratifications,
    private readonly proposals: Proposals,
    private readonly book: SittingBoard,
    private readonly declarations: PlacesDeclarations,
    private readonly confirmations: Confirmations,
    private readonly days: SittingDays,
    private readonly recusals: Recusals,
    private readonly insertion: InsertionPlaces,
    private readonly occupancy: Occupancy,
  ) {}

  /** The sessions still to sit of the bodies an actor reads, soonest first. */
  async coming(actor: Actor, page: number): Promise<ComingSessions> {
    const bodies = await this.bodies.readableBy(actor);
    const sessions = await this.reader.find(CommissionSession, {
      where: within(bodies, COMING),
      order: { startsAt: 'ASC', id: 'ASC' },
    });
    const noticesOf = await this.rows.noticesOf(sessions, bodies);
    const list = pageOf(page, sessions.length);
    return {
      ...list,
      rows: await this.rows.of(sessions.slice(list.skip, list.skip + SESSIONS_SHOWN), bodies, noticesOf),
      notices: sessions.map((session) => ({
        session,
        body: bodies.find(({ id }) => id === session.bodyId)!,
        ...noticesOf(session),
      })),
    };
  }

  /** Those that sat or were cancelled, latest first. */
  async past(actor: Actor, page: number): Promise<SessionList> {
    const bodies = await this.bodies.readableBy(actor);
    const list = pageOf(page, await this.reader.count(CommissionSession, within(bodies, PAST)));
    return { ...list, rows: await this.latest(bodies, PAST, SESSIONS_SHOWN, list.skip) };
  }

  /** Those that decided, latest first. */
  async decided(actor: Actor): Promise<SessionRow[]> {
    return this.latest(await this.bodies.readableBy(actor), ['closed', 'signed'], SESSIONS_OFFERED);
  }

  private async latest(
    bodies: readonly Body[],
    states: readonly SessionState[],
    take: number,
    skip = 0,
  ): Promise<SessionRow[]> {
    return this.rows.of(
      await this.reader.find(CommissionSession, {
        where: within(bodies, states),
        order: { startsAt: 'DESC', id: 'DESC' },
        take,
        skip,
      }),
      bodies,
    );
  }

  /** The bodies for which an actor may plan. */
  async plannable(actor: Actor): Promise<Body[]> {
    return (await this.bodies.all()).filter((body) => runsBody(actor, body.id, Permission.PlanSession));
  }

  async mayRead(actor: Actor, sessionId: Id): Promise<boolean> {
    return (await this.readable(actor, sessionId)) !== null;
  }

  /** @throws NotFound when it is not there or not the actor's to read */
  async versionOf(actor: Actor, sessionId: Id): Promise<number> {
    const found = await this.readable(actor, sessionId);
    if (!found) throw new NotFound('session');
    return found.session.version;
  }

  /** Enough to tell whether a screen that was written already still says how things stand. @throws NotFound */
  async standing(
    actor: Actor,
    sessionId: Id,
  ): Promise<{ session: CommissionSession; body: Body; mayRun: boolean; hidden: ReadonlySet<Id>; mark: string }> {
    const found = await this.readable(actor, sessionId);
    if (!found) throw new NotFound('session');
    const { session, body, members } = found;
    return {
      session,
      body,
      mayRun: runsBody(actor, body.id, Permission.RunSession),
      hidden: hiddenAmong(actor, await this.recusals.of(this.reader, sessionId), members),
      mark: await screenMark(this.reader, sessionId),
    };
  }

  private async readable(
    actor: Actor,
    sessionId: Id,
  ): Promise<{ session: CommissionSession; body: Body; members: BodyMember[] } | null> {
    const session = isId(sessionId) ? await this.reader.findOne(CommissionSession, { id: sessionId }) : null;
    if (!session) return null;
    const body = await this.bodies.get(this.reader, session.bodyId);
    const members = await this.bodies.membersOf(this.reader, body.id);
    return readsBody(actor, body, members) ? { session, body, members } : null;
  }

  /** @throws NotFound when it is not there or not the actor's to read */
  async sheet(actor: Actor, sessionId: Id): Promise<SessionSheet> {
    const found = await this.readable(actor, sessionId);
    if (!found) throw new NotFound('session');
    const { session, body, members } = found;
    const [row] = await this.rows.of([session], [body]);
    return {
      ...row!,
      members,
      rules: await this.insertion.rulesOf(this.reader, session, body),
      confirmations: await this.confirmations.countsOf(this.reader, session, body),
      declarations: await this.declarations.standing(this.reader, session, body),
      emergencies: isComing(session.state) ? await this.ratifications.pendingFor(this.reader, body) : [],
      grid: session.gridId ? await this.reader.findOne(CriteriaGridRow, { id: session.gridId }) : null,
      mayPlan: runsBody(actor, body.id, Permission.PlanSession),
      mayRun: runsBody(actor, body.id, Permission.RunSession),
    };
  }

  async sitting(actor: Actor, sessionId: Id): Promise<Sitting> {
    const sheet = await this.sheet(actor, sessionId);
    const all = await caseLines(this.reader, sessionId);
    const recusals = await this.recusals.of(this.reader, sessionId);
    const hidden = hiddenAmong(actor, recusals, sheet.members);
    const days = await this.days.of(this.reader, sessionId);
    const cases = all.filter(({ state }) => state === 'frozen');
    const kept = await this.proposals.latest(this.reader, sessionId);
    const next = await this.reader.find(CommissionSession, {
      where: { bodyId: sheet.body.id, state: In(['planned', 'called']) },
      order: { startsAt: 'ASC' },
    });
    return {
      ...sheet,
      hidden,
      days,
      recusals,
      agenda: all.filter(({ dossierId }) => !hidden.has(dossierId)),
      quorum: quorumOf(sheet.body.quorum, days.at(-1)?.attendance ?? []),
      prepared: kept && {
        kept,
        first: await this.book.outcome(kept, []),
        now: await this.book.outcome(kept, cases),
        cases,
      },
      expected: await this.occupancy.expectedInWeek(
        sheet.body.establishmentIds,
        mondayOf(addDays(sheet.session.entryFrom, 6)),
      ),
      nextSessions: next.filter((one) => one.id !== sessionId && one.startsAt > this.clock.now()),
    };
  }

  /** @throws NotFound when the case is before another session: the address says which one is decided */
  async assertCaseOf(sessionId: Id, candidacyId: Id): Promise<void> {
    if (!isId(candidacyId) || (await this.reader.count(Candidacy, { id: candidacyId, sessionId })) === 0)
      throw new NotFound('candidacy');
  }

  /** Cases with all that is judged and explained of them, in the order given. */
  async details(cases: readonly CaseLine[]): Promise<Candidacy[]> {
    const rows = await this.reader.find(Candidacy, { where: { id: In(cases.map(({ id }) => id)) } });
    const byId = new Map(rows.map((row) => [row.id, row]));
    return cases.flatMap(({ id }) => byId.get(id) ?? []);
  }

  /** What a decision would do to the claims that remain; nothing is written. */
  async effectOf({ prepared }: Sitting, one: CaseLine, { kind, sectionId, slots }: Decision): Promise<ClaimEffect> {
    const { kept, now } = prepared!;
    const place = this.book.placeIn(kept.instance, one, sectionId, slots ?? null);
    const decided: CaseDecision = {
      ...one,
      decision: kind,
      decidedSectionId: sectionId,
      decidedSlots: place && maskOfNames(place.slots),
    };
    const cases = prepared!.cases.map((other) => (other.id === one.id ? decided : other));
    const { claims, places } = await this.book.outcome(kept, cases);
    return { ...claimChanges(now.claims, claims), places };
  }
}
