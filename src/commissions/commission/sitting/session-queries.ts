import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { findGridVersion, Proposals, type CriteriaGridRow, type KeptProposal } from '../../admission/index.js';
import { Clock } from '../../../foundation/kernel/clock.js';
import { isId, type Id } from '../../../foundation/kernel/ids.js';
import { NotFound } from '../../../foundation/kernel/refusal.js';
import { addDays, mondayOf, timeOf } from '../../../foundation/kernel/time.js';
import type { Outcome } from '../../matching/index.js';
import { Occupancy, type Placement } from '../../../places/placement/index.js';
import { Reader } from '../../../foundation/platform/database/index.js';
import type { Actor } from '../../../foundation/platform/security/index.js';
import { mayPlanFor, mayRevokeOffersOf, mayRunFor } from '../bodies/body.policy.js';
import { InsertionPlaces } from '../bodies/insertion-places.js';
import { MemberWays, type FoundWays } from '../bodies/member-ways.js';
import { claimChanges, type ClaimEffect } from '../domain/claim-changes.js';
import { movedCases } from '../domain/moved-cases.js';
import type { Decision } from '../domain/decisions.js';
import { maskOfNames } from '../domain/periods.js';
import { quorumOf, type Quorum } from '../domain/quorum.js';
import { answerBefore } from '../domain/session-dates.js';
import { isComing, isListing } from '../domain/session-lifecycle.js';
import type { SessionRules } from '../domain/sitting-rules.js';
import type { ListedAct } from '../persistence/decision-acts.queries.js';
import { screenMark, type CaseLine } from '../persistence/case-line.queries.js';
import { Candidacy, CommissionSession, type Body, type BodyMember } from '../persistence/commission.entities.js';
import type { Recusal } from '../persistence/sitting.entities.js';
import { Confirmations, type ConfirmationCounts } from '../planning/confirmations.js';
import { AskedProofs, type AskedProofCounts } from '../freezing/asked-proofs.js';
import { PlacesDeclarations, type DeclarationStanding } from '../planning/places-declarations.js';
import { SessionRows, type SessionRow } from '../planning/session-rows.js';
import { SessionAccess } from '../session/session-access.js';
import { SittingDays, type AttendedDay } from '../session/sitting-days.js';
import { CaseLines } from './case-lines.js';
import { DecisionActs } from './decision-acts.js';
import { EmergencyCases, type EmergencyCase } from './emergency-cases.js';
import { Ratifications } from './ratifications.js';
import { hiddenAmong, Recusals } from './recusals.js';
import { othersToDecide, SittingBoard, type CaseDecision } from './sitting-board.js';

/** The values that tell whether a screen which was already written is still up to date. */
export interface SessionStanding {
  readonly session: CommissionSession;
  readonly body: Body;
  readonly mayRun: boolean;
  readonly hidden: ReadonlySet<Id>;
  readonly mark: string;
}

/** What every page of a session shows. */
export interface SessionHead extends SessionRow {
  readonly members: readonly BodyMember[];
  readonly rules: SessionRules;
  readonly emergencies: readonly Placement[];
  readonly grid: CriteriaGridRow | null;
  readonly mayPlan: boolean;
  readonly mayRun: boolean;
  readonly mayRevoke: boolean;
}

/** What a session waits for before it sits: counted over all its cases, so that no decision waits for it. */
export interface SessionSheet extends SessionHead {
  readonly ways: FoundWays;
  /** The establishments that have not declared and whose director nobody knows how to ask. */
  readonly unasked: readonly Id[];
  readonly declarations: readonly DeclarationStanding[];
  /** Null before the families are asked whether they still need a place. */
  readonly confirmations: ConfirmationCounts | null;
  /** Null while no family was asked for a proof. */
  readonly proofs: AskedProofCounts | null;
  readonly mayAskProofs: boolean;
  /** How many children are not judged because nobody has said whether they are born. */
  readonly unknownBirths: number;
}

/** What the screen of a session shows: all cases in rank order, whatever was decided. */
export interface Sitting extends SessionHead {
  readonly emergencies: readonly EmergencyCase[];
  readonly agenda: readonly CaseLine[];
  /**
   * Families whose cases are hidden from the actor, because they concern this member. Their cases are left out of the
   * agenda.
   */
  readonly hidden: ReadonlySet<Id>;
  /**
   * The proposal as computed when places were last read, with every case that is not closed yet. Null before the
   * preparation.
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
  /** What the actor can undo; the latest act first. Empty unless the session is open. */
  readonly acts: readonly ListedAct[];
  /**
   * How many children are expected to move to each section, by half-day, in the first whole week after the first
   * entries. They hold no place.
   */
  readonly expected: ReadonlyMap<Id, readonly number[]>;
  /** Sessions of the same body to which a case can be deferred. */
  readonly nextSessions: readonly CommissionSession[];
}

/**
 * Reads sessions within what the actor may see. A session that the actor may not see is "not found". No name of a
 * family is read here.
 */
@Injectable()
export class SessionQueries {
  constructor(
    private readonly reader: Reader,
    private readonly clock: Clock,
    private readonly access: SessionAccess,
    private readonly rows: SessionRows,
    private readonly ratifications: Ratifications,
    private readonly proposals: Proposals,
    private readonly board: SittingBoard,
    private readonly declarations: PlacesDeclarations,
    private readonly confirmations: Confirmations,
    private readonly proofs: AskedProofs,
    private readonly days: SittingDays,
    private readonly recusals: Recusals,
    private readonly insertion: InsertionPlaces,
    private readonly occupancy: Occupancy,
    private readonly lines: CaseLines,
    private readonly emergencies: EmergencyCases,
    private readonly acts: DecisionActs,
    private readonly ways: MemberWays,
  ) {}

  /** @throws NotFound */
  async readStanding(actor: Actor, sessionId: Id): Promise<SessionStanding> {
    const { session, body, members } = await this.access.readSession(actor, sessionId);
    return {
      session,
      body,
      mayRun: mayRunFor(actor, body.id),
      hidden: hiddenAmong(actor, await this.recusals.listRecusals(this.reader, sessionId), members),
      mark: await screenMark(this.reader, sessionId),
    };
  }

  /** @throws NotFound when the session does not exist or the actor may not read it */
  async readSheet(actor: Actor, sessionId: Id): Promise<SessionSheet> {
    const head = await this.readHead(actor, sessionId);
    const { session, body } = head;
    const declarations = await this.declarations.readStanding(this.reader, session, body);
    const silent = declarations.filter(({ declaredAt }) => declaredAt === null).map(({ providerId }) => providerId);
    return {
      ...head,
      unasked: isListing(session.state) ? await this.ways.findUnreachable(this.reader, head.members, silent) : [],
      ways: await this.ways.findWays(this.reader, head.members),
      confirmations: await this.confirmations.countsOf(this.reader, session, body),
      proofs: await this.proofs.countsOf(this.reader, session.id),
      unknownBirths: await this.reader.count(Candidacy, { sessionId: session.id, state: 'birth_unknown' }),
      mayAskProofs:
        head.mayRun &&
        isListing(session.state) &&
        answerBefore(session.startsAt, body.noticeDays, this.clock.today()) !== null,
      declarations,
    };
  }

  private async readHead(actor: Actor, sessionId: Id): Promise<SessionHead> {
    const { session, body, members } = await this.access.readSession(actor, sessionId);
    const [row] = await this.rows.buildRows([session], [body]);
    return {
      ...row!,
      members,
      rules: await this.insertion.rulesOf(this.reader, session, body),
      emergencies: isComing(session.state) ? await this.ratifications.pendingFor(this.reader, body) : [],
      grid: session.gridId ? await findGridVersion(this.reader, session.gridId) : null,
      mayPlan: mayPlanFor(actor, body.id),
      mayRun: mayRunFor(actor, body.id),
      mayRevoke: mayRevokeOffersOf(actor, body.id, members),
    };
  }

  async readSitting(actor: Actor, sessionId: Id): Promise<Sitting> {
    const head = await this.readHead(actor, sessionId);
    const all = await this.lines.readLines(this.reader, sessionId);
    const recusals = await this.recusals.listRecusals(this.reader, sessionId);
    const hidden = hiddenAmong(actor, recusals, head.members);
    const days = await this.days.listDays(this.reader, sessionId);
    const cases = all.filter(({ state }) => state === 'frozen');
    const kept = await this.proposals.findLatest(this.reader, sessionId);
    const next = await this.reader.find(CommissionSession, {
      where: { bodyId: head.body.id, state: In(['planned', 'called']) },
      order: { startsAt: 'ASC' },
    });
    return {
      ...head,
      emergencies: await this.emergencies.describeAll(sessionId, head.emergencies),
      hidden,
      days,
      recusals,
      acts: head.mayRun && head.session.state === 'open' ? await this.acts.listUndoable(sessionId) : [],
      agenda: all.filter(({ dossierId }) => !hidden.has(dossierId)),
      quorum: quorumOf(
        head.body.quorum,
        days.at(-1)?.attendance ?? [],
        head.session.state === 'open' ? timeOf(this.clock.now()) : null,
      ),
      prepared: kept && {
        kept,
        first: await this.board.computeOutcome(kept, []),
        now: await this.board.computeOutcome(kept, cases),
        cases,
      },
      expected: await this.occupancy.expectedInWeek(
        head.body.establishmentIds,
        mondayOf(addDays(head.session.entryFrom, 6)),
      ),
      nextSessions: next.filter((session) => session.id !== sessionId && session.startsAt > this.clock.now()),
    };
  }

  /** Checks that a case belongs to the session in the address. @throws NotFound when it belongs to another */
  async assertCaseOf(sessionId: Id, candidacyId: Id): Promise<void> {
    if (!isId(candidacyId) || (await this.reader.count(Candidacy, { id: candidacyId, sessionId })) === 0)
      throw new NotFound('candidacy');
  }

  /** The same cases with the facts that are judged and the explanations, in the same order. */
  async readDetails(cases: readonly CaseLine[]): Promise<Candidacy[]> {
    const rows = await this.reader.find(Candidacy, { where: { id: In(cases.map(({ id }) => id)) } });
    const byId = new Map(rows.map((row) => [row.id, row]));
    return cases.flatMap(({ id }) => byId.get(id) ?? []);
  }

  /** How a decision would change the remaining claims, and what is proposed to others. Nothing is written. */
  async effectOf(
    { prepared }: Sitting,
    line: CaseLine,
    { kind, sectionId, slots, from }: Decision,
  ): Promise<ClaimEffect> {
    const { kept, now } = prepared!;
    const place = this.board.placeIn(kept.instance, line, sectionId, slots ?? null, from);
    const decided: CaseDecision = {
      ...line,
      decision: kind,
      decidedSectionId: sectionId,
      decidedSlots: place && maskOfNames(place.slots),
      decidedFrom: from ?? null,
    };
    const cases = prepared!.cases.map((other) => (other.id === line.id ? decided : other));
    const after = await this.board.computeOutcome(kept, cases);
    const moved = movedCases(now, after, othersToDecide(prepared!.cases, line.id));
    return { ...claimChanges(now, after), moved, instance: after.instance, places: after.places };
  }
}
