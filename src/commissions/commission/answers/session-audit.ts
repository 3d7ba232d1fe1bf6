import { Injectable } from '@nestjs/common';
import { Proposals, type CriteriaGrid, type CriteriaGridRow } from '../../admission/index.js';
import type { Id } from '../../../foundation/kernel/ids.js';
import { NotFound } from '../../../foundation/kernel/refusal.js';
import { canonicalJson, type Instance } from '../../matching/index.js';
import { Audit, findEvents } from '../../../foundation/platform/audit/index.js';
import { Reader } from '../../../foundation/platform/database/index.js';
import type { Actor } from '../../../foundation/platform/security/index.js';
import { rulesOf } from '../domain/sitting-rules.js';
import { wishedBy } from '../domain/snapshot.js';
import { toldPlace, type ToldCase } from '../domain/told-cases.js';
import { Candidacy } from '../persistence/commission.entities.js';
import { DecisionAct, ReofferRun } from '../persistence/sitting.entities.js';
import { ownPointsOf } from '../sitting/own-points.js';
import { SessionQueries } from '../sitting/session-queries.js';
import { SittingBoard } from '../sitting/sitting-board.js';

/**
 * The version of the file. In the first one, the record, the first proposal and the points of each child are absent; in
 * the second one, the draw of the numbers is.
 */
const FILE_VERSION = 3;

/**
 * Everything that is needed to compute a session's proposal again and to see what members changed in it. It holds ids
 * and codes: no name, no address, nothing typed. `propose` prints the `proposal` of this file, byte for byte, and from
 * its `instance` with the `locks` it computes the `claims`, once the `givenWeeks` stand among the wishes.
 * `verify-session` compares everything that was `told` with them. Each of the `reoffers` is such an account of its own,
 * of seats that came free later. Since version 2 of the file, a `record` tells what happened in order: each reading of
 * the places with its proposal, and each decision with whether it followed that proposal. What was proposed `first`, of
 * the places as they were last read, and each child's `ownPoints` stand beside it. Since version 3, `numbers` has the
 * seed from which the numbers of all cases were drawn, so that anybody draws them again.
 */
@Injectable()
export class SessionAudit {
  constructor(
    private readonly reader: Reader,
    private readonly queries: SessionQueries,
    private readonly proposals: Proposals,
    private readonly board: SittingBoard,
    private readonly audit: Audit,
  ) {}

  /**
   * The file as canonical JSON. @throws NotFound for a person who does not run the session, or before anything was
   * computed
   */
  async buildFile(actor: Actor, sessionId: Id): Promise<string> {
    const { session, body, grid, mayRun } = await this.queries.readSheet(actor, sessionId);
    const kept = mayRun ? await this.proposals.findLatest(this.reader, sessionId) : null;
    if (!kept) throw new NotFound('session');
    await this.audit.read(actor, { kind: 'session-audit', id: sessionId });
    const { engine, computedAt, inputHash, seed, lots, instance, proposal } = kept;
    const listed = await this.reader.find(Candidacy, { where: { sessionId } });
    const cases = listed.filter(({ id, state }) => Object.hasOwn(instance.children, id) && state !== 'withdrawn');
    const outcome = await this.board.computeOutcome(kept, cases);
    const first = await this.board.computeOutcome(kept, []);
    const own = ownPointsOf(cases);
    return canonicalJson({
      version: FILE_VERSION,
      session: {
        id: session.id,
        body: body.id,
        state: session.state,
        startsAt: session.startsAt,
        entryFrom: session.entryFrom,
        rules: rulesOf(session),
      },
      numbers: session.numbersSeed && {
        seed: session.numbersSeed,
        drawn: Object.fromEntries(listed.map(({ id, agendaNumber }) => [id, agendaNumber])),
      },
      engine,
      computedAt,
      instanceHash: inputHash,
      instance,
      proposal,
      grid: grid && gridOf(grid),
      seed,
      lots,
      locks: this.board.locksOf(instance, cases),
      givenWeeks: this.board.givenWeeks(instance, cases),
      claims: outcome.claims,
      places: outcome.places,
      alternatives: kept.alternatives,
      first: { places: first.places, claims: first.claims, proven: first.proven },
      ownPoints: Object.fromEntries(
        cases.map(({ id }) => [id, Object.fromEntries(rankedAt(instance, id).map((at) => [at, own(id, at)]))]),
      ),
      record: await this.record(instance, sessionId, cases),
      told: cases.map((candidacy) => this.told(instance, candidacy)).sort((a, b) => a.number - b.number),
      cutOffs: session.cutOffs,
      reoffers: (await this.reader.find(ReofferRun, { where: { sessionId }, order: { at: 'ASC', id: 'ASC' } })).map(
        ({ at, engine: of, content }) => ({ at, engine: of, ...content }),
      ),
      events: await this.events(
        sessionId,
        cases.map(({ id }) => id),
      ),
    });
  }

  private told(instance: Instance, candidacy: Candidacy): ToldCase {
    const place = this.board.decidedPlace(instance, candidacy);
    const { agendaNumber: number, id: child, decision, reason, explanation } = candidacy;
    return {
      number,
      child,
      wished: wishedBy(candidacy.snapshot),
      decision,
      place: place && toldPlace(place, candidacy.decidedFrom),
      reason,
      departs: candidacy.kept === false,
      decidedAt: candidacy.decidedAt,
      explanation,
      facts: { inTerritory: candidacy.snapshot!.communeCode !== null, wantedFrom: candidacy.snapshot!.wantedFrom },
    };
  }

  /** What happened, oldest first: each reading of the places, and each act of the members with what it decided. */
  private async record(instance: Instance, sessionId: Id, cases: readonly Candidacy[]): Promise<object[]> {
    const families = new Map(cases.map(({ id, dossierId }) => [id, dossierId]));
    const readings = (await this.proposals.listComputed(this.reader, sessionId)).map((reading) => ({
      kind: 'proposal',
      ...reading,
    }));
    const acts = await this.reader.find(DecisionAct, { where: { sessionId }, order: { version: 'ASC' } });
    const decided = acts.map(({ kind, at, undoneAt, changes }) => ({
      kind,
      at,
      undoneAt,
      cases: changes
        .filter(({ id }) => families.has(id))
        .map(({ id, after }) => {
          const place = after && this.board.decidedPlace(instance, { ...after, id, dossierId: families.get(id)! });
          return {
            child: id,
            decision: after?.decision ?? null,
            place: place && toldPlace(place, after.decidedFrom ?? null),
            followed: after?.kept ?? null,
            decidedAt: after?.decidedAt ?? null,
          };
        }),
    }));
    return [...readings, ...decided].sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
  }

  /** Who did what, oldest first. Accounts are named by their ids. */
  private async events(sessionId: Id, caseIds: readonly Id[]): Promise<object[]> {
    const rows = await findEvents(this.reader, [sessionId, ...caseIds]);
    return rows
      .filter(({ action }) => !action.endsWith('.read'))
      .map(({ at, actor, action, subjectId, facts }) => ({ at, actor, action, subject: subjectId, facts }));
  }
}

const rankedAt = ({ establishments }: Instance, child: Id): string[] =>
  Object.keys(establishments).filter((at) => Object.hasOwn(establishments[at]!.points ?? {}, child));

function gridOf({ code, version, content }: CriteriaGridRow): object {
  return { code, version, tieBreak: (content as CriteriaGrid).tieBreak };
}
