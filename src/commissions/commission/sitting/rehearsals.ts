import { Injectable } from '@nestjs/common';
import {
  Grids,
  pointsAt,
  pointsOf,
  Proposals,
  unprovedCriteria,
  withoutCriteria,
  type CriteriaGrid,
} from '../../admission/index.js';
import { Dossiers } from '../../../dossier/dossier/index.js';
import { groupedBy } from '../../../foundation/kernel/grouped-by.js';
import type { Id } from '../../../foundation/kernel/ids.js';
import { NotFound } from '../../../foundation/kernel/refusal.js';
import { NeededFirst, Reader, UnitOfWork, type Tx } from '../../../foundation/platform/database/index.js';
import { SYSTEM, type Actor } from '../../../foundation/platform/security/index.js';
import { inSlices, Slices } from '../../../foundation/platform/threads/index.js';
import { mayRunFor } from '../bodies/body.policy.js';
import { Bodies } from '../bodies/bodies.js';
import { InsertionPlaces } from '../bodies/insertion-places.js';
import type { Counted, Doubt, Rehearsal } from '../domain/deciding-proofs.js';
import { SessionLayout } from '../domain/session-instance.js';
import { isListing } from '../domain/session-lifecycle.js';
import { sessionOrder } from '../domain/session-order.js';
import { traitsOf } from '../domain/sitting-rules.js';
import { AskedProofs, type ProofsToShow } from '../freezing/asked-proofs.js';
import { CaseFacts } from '../freezing/case-facts.js';
import { CaseSnapshots, JUDGEABLE, type JudgedCase } from '../freezing/case-snapshots.js';
import { CommissionSession, type Body, type Candidacy } from '../persistence/commission.entities.js';
import { Candidacies } from '../planning/candidacies.js';
import { ProofThreads } from './proof-threads.js';
import { SessionInputs } from './session-inputs.js';

/** A case before the list is fixed, with what would be judged of it. */
type RehearsedCase = Candidacy & JudgedCase;

/**
 * Plays a session before its list is fixed, to find the families whose outcome depends on something that nobody has
 * proved. Only these are asked for a proof (domain.md §11). Nothing is decided, and nothing of the play is kept.
 */
@Injectable()
export class Rehearsals {
  /** What was found for sessions whose job is to be finished. */
  private readonly found = new Map<Id, readonly ProofsToShow[]>();

  constructor(
    private readonly reader: Reader,
    private readonly unitOfWork: UnitOfWork,
    private readonly bodies: Bodies,
    private readonly candidacies: Candidacies,
    private readonly dossiers: Dossiers,
    private readonly grids: Grids,
    private readonly snapshots: CaseSnapshots,
    private readonly facts: CaseFacts,
    private readonly insertion: InsertionPlaces,
    private readonly inputs: SessionInputs,
    private readonly proposals: Proposals,
    private readonly threads: ProofThreads,
    private readonly asked: AskedProofs,
  ) {}

  /** Called by the job, days before the list is fixed. */
  async askWhenDue(tx: Tx, sessionId: Id): Promise<void> {
    const found = this.found.get(sessionId);
    if (!found) throw new NeededFirst(async () => this.found.set(sessionId, await this.findDeciding(sessionId)));
    await this.asked.askFor(tx, SYSTEM, sessionId, found);
    tx.afterCommit(() => void this.found.delete(sessionId));
  }

  /**
   * Looks again, because the list has changed since.
   * @returns how many requests were asked for something new
   * @throws NotFound for a person who does not run the session
   */
  async askNow(actor: Actor, sessionId: Id): Promise<number> {
    const session = await this.reader.findOne(CommissionSession, { id: sessionId });
    if (!session || !mayRunFor(actor, session.bodyId)) throw new NotFound('session');
    const found = await this.findDeciding(sessionId);
    return this.unitOfWork.run((tx) => this.asked.askFor(tx, actor, sessionId, found));
  }

  private async findDeciding(sessionId: Id): Promise<ProofsToShow[]> {
    const session = await this.reader.findOne(CommissionSession, { id: sessionId });
    const inForce = await this.grids.findInForce();
    if (!session || !inForce || !isListing(session.state)) return [];
    const { grid } = inForce;
    const body = await this.bodies.readBody(this.reader, session.bodyId);
    const cases = await this.judgeCases(session, body, grid);
    const families = groupedBy(cases, ({ dossierId }) => dossierId);
    const doubts = await this.findDoubts(body, grid, families);
    if (doubts.length === 0) return [];
    const rehearsal = { ...(await this.readPlay(session, body, grid, cases)), doubts };
    return (await this.threads.findDeciding(rehearsal)).flatMap(({ family, criteria }) =>
      families
        .get(family)!
        .map(({ requestId, snapshot }) => ({
          requestId,
          criteria: this.unprovedOf(grid, snapshot).filter((code) => criteria.includes(code)),
        }))
        .filter((proofs) => proofs.criteria.length > 0),
    );
  }

  private async judgeCases(session: CommissionSession, body: Body, grid: CriteriaGrid): Promise<RehearsedCase[]> {
    const listed = await this.candidacies.runningIn(this.reader, session.id);
    const files = await this.dossiers.loadRequests(
      this.reader,
      listed.map(({ requestId }) => requestId),
    );
    const judged = await this.snapshots.judgeAll(
      this.reader,
      session,
      body,
      files.filter(({ request }) => JUDGEABLE.includes(request.state)),
      grid,
    );
    return listed.flatMap((candidacy) => {
      const known = judged.get(candidacy.requestId);
      return known ? [{ ...candidacy, ...known }] : [];
    });
  }

  /** The instance of the session as it would be prepared today. */
  private async readPlay(
    session: CommissionSession,
    body: Body,
    grid: CriteriaGrid,
    cases: readonly RehearsedCase[],
  ): Promise<Omit<Rehearsal, 'doubts'>> {
    const { tieBreak } = sessionOrder(
      cases.map(({ id, dossierId, points, snapshot }) => ({
        id,
        family: dossierId,
        points,
        requestedAt: snapshot.requestedAt,
        birth: snapshot.birth,
      })),
      await this.proposals.seedOf(this.reader, session.id),
      grid.tieBreak,
    );
    const byId = new Map(cases.map((candidacy) => [candidacy.id, candidacy]));
    const input = await this.inputs.readInput(
      this.reader,
      { ...session, rules: await this.insertion.rulesOf(this.reader, { ...session, rules: null }, body) },
      body,
      tieBreak.map((id) => byId.get(id)!),
    );
    const { instance } = await inSlices(new SessionLayout(input).layOut(input));
    return {
      instance,
      tieBreak,
      counted: Object.fromEntries(cases.map((one) => [one.id, this.count(body, grid, one, [])])),
    };
  }

  private async findDoubts(
    body: Body,
    grid: CriteriaGrid,
    families: ReadonlyMap<Id, readonly RehearsedCase[]>,
  ): Promise<Doubt[]> {
    const slices = new Slices();
    const doubts: Doubt[] = [];
    for (const [family, members] of families) {
      const criteria = [...new Set(members.flatMap(({ snapshot }) => this.unprovedOf(grid, snapshot)))];
      const countWithout = (codes: readonly string[]): Record<Id, Counted> =>
        Object.fromEntries(members.map((one) => [one.id, this.count(body, grid, one, codes)]));
      if (criteria.length > 0)
        doubts.push({
          family,
          criteria,
          proved: countWithout(criteria),
          without: Object.fromEntries(criteria.map((code) => [code, countWithout([code])])),
        });
      await slices.giveWay();
    }
    return doubts;
  }

  private unprovedOf(grid: CriteriaGrid, { facts, wishes }: JudgedCase['snapshot']): string[] {
    return unprovedCriteria(grid, facts, this.facts.placesOf(wishes.map(({ providerId }) => providerId)));
  }

  /** @param failed the criteria that do not count */
  private count(body: Body, grid: CriteriaGrid, { snapshot }: JudgedCase, failed: readonly string[]): Counted {
    const { facts, wishes } = snapshot;
    const points = pointsOf(
      withoutCriteria(grid, failed),
      facts,
      this.facts.placesOf(wishes.map(({ providerId }) => providerId)),
    );
    const answers = Object.fromEntries(Object.entries(facts.answers).filter(([code]) => !failed.includes(code)));
    return {
      points: Object.fromEntries(body.establishmentIds.map((at) => [at, pointsAt(points, at)])),
      traits: traitsOf({ ...facts, answers }),
    };
  }
}
