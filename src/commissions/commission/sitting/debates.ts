import { Injectable } from '@nestjs/common';
import { Clock } from '../../../foundation/kernel/clock.js';
import { isId, newId, type Id } from '../../../foundation/kernel/ids.js';
import { DomainError, NotFound, refuse } from '../../../foundation/kernel/refusal.js';
import { dayOf, timeOf, type TimeOfDay } from '../../../foundation/kernel/time.js';
import { Reader, UnitOfWork, type Tx } from '../../../foundation/platform/database/index.js';
import type { Actor } from '../../../foundation/platform/security/index.js';
import {
  countVotes,
  judgeVotes,
  NO_VOTES,
  votersOf,
  type DiscussionPoint,
  type Vote,
  type VoteCounts,
} from '../domain/debates.js';
import { Candidacy, type CommissionSession } from '../persistence/commission.entities.js';
import { Attendance, CaseDebate } from '../persistence/sitting.entities.js';
import { SessionRecords } from '../session/session-records.js';
import { SittingDays } from '../session/sitting-days.js';
import { Recusals } from './recusals.js';

export interface NewDebate {
  readonly points: readonly DiscussionPoint[];
  readonly votes: VoteCounts;
  /** By member, where votes are noted by name. The counts then follow from them. */
  readonly named: Readonly<Record<Id, Vote>>;
}

/** What members discuss of a case and how they vote, as far as their body has it noted. It decides nothing. */
@Injectable()
export class Debates {
  constructor(
    private readonly reader: Reader,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly records: SessionRecords,
    private readonly days: SittingDays,
    private readonly recusals: Recusals,
  ) {}

  listDebates(from: Reader, sessionId: Id): Promise<CaseDebate[]> {
    return from.find(CaseDebate, { where: { sessionId }, order: { id: 'ASC' } });
  }

  /**
   * What was noted of a case, null while nothing was, and who may vote on it now.
   * @throws NotFound when the case is not of the session
   */
  async readCase(
    sessionId: Id,
    candidacyId: Id,
  ): Promise<{ debate: CaseDebate | null; voters: readonly Attendance[] }> {
    const candidacy = isId(candidacyId) ? await this.reader.findOne(Candidacy, { id: candidacyId, sessionId }) : null;
    if (!candidacy) throw new NotFound('candidacy');
    return {
      debate: await this.reader.findOne(CaseDebate, { candidacyId }),
      voters: await this.listVoters(this.reader, sessionId, candidacy.dossierId),
    };
  }

  /** Who may vote on a case now: who is in the room or represented, and did not step aside from its family. */
  private async listVoters(from: Reader, sessionId: Id, dossierId: Id): Promise<Attendance[]> {
    const day = await this.days.findCurrentDay(from, sessionId);
    const [recused] = await this.recusals.recusedOf(from, sessionId, [dossierId]);
    const now = this.clock.now();
    // On another day than today, times of coming and leaving tell nothing about this moment.
    const at: TimeOfDay | null = day && dayOf(day.startsAt) === dayOf(now) ? timeOf(now) : null;
    return votersOf(day?.attendance ?? [], recused!, at);
  }

  /**
   * Notes the debate on a case in place of what was noted before.
   * @throws NotFound when the case does not exist or is hidden from the actor, and where its body notes no debates
   * @throws DomainError when more voted than may
   */
  recordDebate(
    actor: Actor,
    sessionId: Id,
    candidacyId: Id,
    debate: NewDebate,
    expectedVersion?: number,
  ): Promise<CommissionSession> {
    return this.unitOfWork.run(async (tx) => {
      const locked = await this.records.lockForAction(tx, actor, sessionId, 'debate', expectedVersion);
      const candidacy = await tx.findOne(Candidacy, { id: candidacyId, sessionId, state: 'frozen' });
      const isHidden = candidacy && (await this.recusals.hiddenFrom(tx, actor, sessionId)).has(candidacy.dossierId);
      if (!candidacy || isHidden || locked.body.debates === 'none') throw new NotFound('candidacy');
      const voted = await this.readVotes(tx, locked.body.debates, candidacy, debate);
      await tx.delete(CaseDebate, { candidacyId });
      await tx.insert(CaseDebate, {
        id: newId(),
        sessionId,
        candidacyId,
        points: [...debate.points],
        ...voted,
        at: this.clock.now(),
      });
      return this.records.saveTransition(
        tx,
        actor,
        locked,
        'debate',
        {},
        { number: candidacy.agendaNumber, votes: voted.votes.for + voted.votes.against + voted.votes.abstained },
      );
    });
  }

  private async readVotes(
    tx: Tx,
    rule: 'points' | 'counted' | 'named',
    { sessionId, dossierId }: Candidacy,
    { votes, named }: NewDebate,
  ): Promise<Pick<CaseDebate, 'votes' | 'named'>> {
    if (rule === 'points') return { votes: NO_VOTES, named: null };
    const voters = await this.listVoters(tx, sessionId, dossierId);
    if (rule === 'named' && Object.keys(named).some((id) => !voters.some(({ memberId }) => memberId === id)))
      throw new DomainError(refuse('debate.notVoter'));
    const byName = voters.flatMap(({ memberId, label }) => {
      const vote = named[memberId];
      return vote ? [{ memberId, label, vote }] : [];
    });
    const counts = rule === 'named' ? countVotes(byName.map(({ vote }) => vote)) : votes;
    const refusal = judgeVotes(counts, voters.length);
    if (refusal) throw new DomainError(refusal);
    return { votes: counts, named: rule === 'named' ? byName : null };
  }
}
