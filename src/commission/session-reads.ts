import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { CriteriaGridRow, Proposals, type KeptProposal } from '../admission/index.js';
import type { Outcome } from '../matching/index.js';
import { Clock } from '../kernel/clock.js';
import { isId, type Id } from '../kernel/ids.js';
import { NotFound, type Refusal } from '../kernel/refusal.js';
import { Reader } from '../platform/database/index.js';
import { Job, type JobState } from '../platform/queue/index.js';
import { Permission, type Actor } from '../platform/security/index.js';
import type { Placement } from '../placement/index.js';
import { Agendas } from './agendas.js';
import { Bodies } from './bodies.js';
import { readsBody, runsBody } from './body-scope.js';
import { Confirmations, type ConfirmationCounts } from './confirmations.js';
import { CaseBook, type CaseDecision } from './case-book.js';
import { claimChanges, type ClaimEffect } from './domain/claim-changes.js';
import type { Decision } from './domain/decisions.js';
import { maskOfNames } from './domain/periods.js';
import { quorumOf, type Quorum } from './domain/quorum.js';
import { SESSION_TASKS, taskAt, taskKey, type SessionTask } from './domain/session-dates.js';
import { isComing } from './domain/session-lifecycle.js';
import type { SessionRules } from './domain/sitting-rules.js';
import { InsertionPlaces } from './insertion-places.js';
import { Candidacy, CommissionSession, type Body, type BodyMember } from './persistence/commission.entities.js';
import { PlacesDeclarations, type DeclarationStanding } from './places-declarations.js';
import { countCases, caseLines, screenMark, type CaseLine } from './persistence/case-line.queries.js';
import type { Recusal } from './persistence/sitting.entities.js';
import { Ratifications } from './ratifications.js';
import { hiddenAmong, Recusals } from './recusals.js';
import { SittingDays, type AttendedDay } from './sitting-days.js';

export interface SessionTaskRow {
  readonly task: SessionTask;
  readonly at: string;
  /** `none`: the list was fixed by hand before that day. */
  readonly state: JobState | 'none';
}

export interface SessionRow {
  readonly session: CommissionSession;
  readonly body: Body;
  readonly cases: number;
  readonly tasks: readonly SessionTaskRow[];
  readonly conflict: Refusal | null;
  /** Establishments whose director was asked for the last time and has not declared: the coordinator's to do. */
  readonly late: readonly Id[];
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
  /** As computed when places were last read, with every case that is still to be closed; null before the preparation. */
  readonly prepared: { readonly kept: KeptProposal; readonly first: Outcome; readonly now: Outcome; readonly cases: readonly CaseLine[] } | null;
  readonly days: readonly AttendedDay[];
  readonly quorum: Quorum;
  readonly recusals: readonly Recusal[];
  /** Sessions of the same body to which a case can be deferred. */
  readonly nextSessions: readonly CommissionSession[];
}

/** A job is cancelled when a person did its work before its date, or when nothing is left to ask for. */
function stateOf(task: SessionTask, session: CommissionSession, state: SessionTaskRow['state']): SessionTaskRow['state'] {
  if (state !== 'cancelled' || session.state === 'cancelled') return state;
  return task === 'call' || task === 'freeze' ? 'done' : 'none';
}

/** Reads of sessions, each within what the actor may see; what is not theirs is not there. No name of a family is read here. */
@Injectable()
export class SessionReads {
  constructor(
    private readonly reader: Reader,
    private readonly clock: Clock,
    private readonly bodies: Bodies,
    private readonly agendas: Agendas,
    private readonly ratifications: Ratifications,
    private readonly proposals: Proposals,
    private readonly book: CaseBook,
    private readonly declarations: PlacesDeclarations,
    private readonly confirmations: Confirmations,
    private readonly days: SittingDays,
    private readonly recusals: Recusals,
    private readonly insertion: InsertionPlaces,
  ) {}

  /** The sessions of the bodies an actor reads, soonest first. */
  async all(actor: Actor): Promise<SessionRow[]> {
    const bodies = await this.bodies.readableBy(actor);
    const sessions = await this.reader.find(CommissionSession, {
      where: { bodyId: In(bodies.map((body) => body.id)) }, order: { startsAt: 'ASC', id: 'ASC' },
    });
    const clashes = await this.agendas.clashes(this.reader);
    return Promise.all(sessions.map((session) => this.row(session, bodies.find((body) => body.id === session.bodyId)!, clashes)));
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
  async standing(actor: Actor, sessionId: Id): Promise<{ session: CommissionSession; body: Body; mayRun: boolean; hidden: ReadonlySet<Id>; mark: string }> {
    const found = await this.readable(actor, sessionId);
    if (!found) throw new NotFound('session');
    const { session, body, members } = found;
    return {
      session, body, mayRun: runsBody(actor, body.id, Permission.RunSession), hidden: hiddenAmong(actor, await this.recusals.of(this.reader, sessionId), members),
      mark: await screenMark(this.reader, sessionId),
    };
  }

  private async readable(actor: Actor, sessionId: Id): Promise<{ session: CommissionSession; body: Body; members: BodyMember[] } | null> {
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
    return {
      ...(await this.row(session, body, isComing(session.state) ? await this.agendas.clashes(this.reader) : new Map())),
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
      where: { bodyId: sheet.body.id, state: In(['planned', 'called']) }, order: { startsAt: 'ASC' },
    });
    return {
      ...sheet, hidden, days, recusals, agenda: all.filter(({ dossierId }) => !hidden.has(dossierId)), quorum: quorumOf(sheet.body.quorum, days.at(-1)?.attendance ?? []),
      prepared: kept && { kept, first: await this.book.outcome(kept, []), now: await this.book.outcome(kept, cases), cases },
      nextSessions: next.filter((one) => one.id !== sessionId && one.startsAt > this.clock.now()),
    };
  }

  /** @throws NotFound when the case is before another session: the address says which one is decided */
  async assertCaseOf(sessionId: Id, candidacyId: Id): Promise<void> {
    if (!isId(candidacyId) || (await this.reader.count(Candidacy, { id: candidacyId, sessionId })) === 0) throw new NotFound('candidacy');
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
    const decided: CaseDecision = { ...one, decision: kind, decidedSectionId: sectionId, decidedSlots: place && maskOfNames(place.slots) };
    const cases = prepared!.cases.map((other) => (other.id === one.id ? decided : other));
    const { claims, places } = await this.book.outcome(kept, cases);
    return { ...claimChanges(now.claims, claims), places };
  }

  private async row(session: CommissionSession, body: Body, clashes: ReadonlyMap<Id, Refusal>): Promise<SessionRow> {
    return {
      session, body, cases: await countCases(this.reader, session.id), tasks: await this.tasksOf(session, body), conflict: clashes.get(session.id) ?? null,
      late: await this.declarations.late(this.reader, session, body),
    };
  }

  private async tasksOf(session: CommissionSession, body: Body): Promise<SessionTaskRow[]> {
    const jobs = await this.reader.find(Job, { where: { key: In(SESSION_TASKS.map((task) => taskKey(session.id, task))) }, order: { id: 'DESC' } });
    return SESSION_TASKS.map((task): SessionTaskRow => {
      const job = jobs.find((one) => one.key === taskKey(session.id, task));
      return { task, at: taskAt(task, session.startsAt, body.noticeDays), state: stateOf(task, session, job?.state ?? 'none') };
    }).sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
  }
}
