import { Injectable } from '@nestjs/common';
import { In, Not } from 'typeorm';
import { findGridVersion, Proposals, type CriteriaGridRow } from '../../admission/index.js';
import type { Id } from '../../../foundation/kernel/ids.js';
import type { Day } from '../../../foundation/kernel/time.js';
import { hoursWithin, slotsOfSchedule, type WeekSchedule } from '../../../foundation/kernel/week-schedule.js';
import { findPlacements, type Placement } from '../../../places/placement/index.js';
import type { Reader, Tx } from '../../../foundation/platform/database/index.js';
import { Supply } from '../../../offer/supply/index.js';
import { Bodies } from '../bodies/bodies.js';
import { Candidacy, CommissionSession, type Body, type CandidacyState } from '../persistence/commission.entities.js';
import type { CaseDebate, Recusal, SessionRatification } from '../persistence/sitting.entities.js';
import { SittingDays, type AttendedDay } from '../session/sitting-days.js';
import { Debates } from '../sitting/debates.js';
import { EntryDays } from '../sitting/entry-days.js';
import { Ratifications } from '../sitting/ratifications.js';
import { Recusals } from '../sitting/recusals.js';

/** A place that a session gave, as its minutes say it. */
export interface GivenPlace {
  /** The first day. */
  readonly from: Day;
  readonly hours: WeekSchedule;
  /** Whether the family asked for more of its week. */
  readonly isShorter: boolean;
}

/** Everything that minutes are written from: what a session decided, who decided it, and from which facts. */
export interface SessionAccount {
  readonly session: CommissionSession;
  readonly body: Body;
  readonly days: readonly AttendedDay[];
  readonly recusals: readonly Recusal[];
  readonly debates: readonly CaseDebate[];
  readonly ratifications: readonly (SessionRatification & {
    readonly placement: Placement | null;
    /** Its own number among the emergency admissions of the session. */
    readonly number: number;
  })[];
  /** In the order of the agenda. */
  readonly cases: readonly Candidacy[];
  readonly grid: CriteriaGridRow | null;
  readonly computed: { readonly seed: string; readonly engine: string; readonly inputHash: string } | null;
  /** What was given, by the case that was admitted. */
  readonly given: ReadonlyMap<Id, GivenPlace>;
  /** The dates of the sessions to which cases were deferred. */
  readonly deferredTo: ReadonlyMap<Id, string>;
}

/** Reads what a session did, for its minutes. */
@Injectable()
export class SessionAccounts {
  constructor(
    private readonly bodies: Bodies,
    private readonly days: SittingDays,
    private readonly recusals: Recusals,
    private readonly debates: Debates,
    private readonly ratifications: Ratifications,
    private readonly proposals: Proposals,
    private readonly entries: EntryDays,
    private readonly supply: Supply,
  ) {}

  async readAccount(from: Reader | Tx, session: CommissionSession): Promise<SessionAccount> {
    const cases = await from.find(Candidacy, {
      where: { sessionId: session.id, state: Not<CandidacyState>('birth_unknown') },
      order: { agendaNumber: 'ASC' },
    });
    const kept = await this.proposals.findLatest(from, session.id);
    const later = await from.find(CommissionSession, {
      where: { id: In([...new Set(cases.flatMap(({ deferredToId }) => deferredToId ?? []))]) },
    });
    const said = await this.ratifications.listRatifications(from, session.id);
    const placements = await findPlacements(
      from,
      said.map(({ placementId }) => placementId),
    );
    const body = await this.bodies.readBody(from, session.bodyId);
    const pending = said.length === 0 ? [] : await this.ratifications.pendingFor(from, body);
    const numbers = await this.ratifications.numbersOf(from, session.id, pending);
    return {
      session,
      cases,
      body,
      days: await this.days.listDays(from, session.id),
      recusals: await this.recusals.listRecusals(from, session.id),
      debates: await this.debates.listDebates(from, session.id),
      ratifications: said.map((ratification) => ({
        ...ratification,
        placement: placements.find(({ id }) => id === ratification.placementId) ?? null,
        number: numbers.get(ratification.placementId)!,
      })),
      grid: session.gridId ? await findGridVersion(from, session.gridId) : null,
      computed: kept && { seed: kept.seed, engine: kept.engine, inputHash: kept.inputHash },
      given: await this.readGiven(from, session, cases),
      deferredTo: new Map(later.map(({ id, startsAt }) => [id, startsAt])),
    };
  }

  private async readGiven(
    from: Reader | Tx,
    session: CommissionSession,
    cases: readonly Candidacy[],
  ): Promise<Map<Id, GivenPlace>> {
    const admitted = cases.filter(({ state, snapshot }) => state === 'admitted' && snapshot !== null);
    const firstDays = await this.entries.firstDays(from, session, admitted);
    return new Map(
      admitted.map(({ id, snapshot, decidedSectionId, decidedSlots }): [Id, GivenPlace] => {
        const [week, slots, start] = [snapshot!.week, decidedSlots!, firstDays.get(id)!];
        const opening = this.supply.openingOf(this.supply.section(decidedSectionId)!.providerId, start);
        return [
          id,
          {
            from: start,
            hours: hoursWithin(slots, week, opening),
            isShorter: (slotsOfSchedule(week, opening) & ~slots) !== 0,
          },
        ];
      }),
    );
  }
}
