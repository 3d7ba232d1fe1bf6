import { Injectable } from '@nestjs/common';
import { Proposals, type CriteriaGrid, type CriteriaGridRow } from '../../admission/index.js';
import type { Id } from '../../kernel/ids.js';
import { NotFound } from '../../kernel/refusal.js';
import { canonicalJson, type Instance } from '../../matching/index.js';
import { Audit, findEvents } from '../../platform/audit/index.js';
import { Reader } from '../../platform/database/index.js';
import type { Actor } from '../../platform/security/index.js';
import { maskOfNames } from '../domain/periods.js';
import { rulesOf } from '../domain/sitting-rules.js';
import { wishedBy } from '../domain/snapshot.js';
import type { ToldCase } from '../domain/told-cases.js';
import { Candidacy } from '../persistence/commission.entities.js';
import { ReofferRun } from '../persistence/sitting.entities.js';
import { SessionQueries } from '../sitting/session-queries.js';
import { SittingBoard } from '../sitting/sitting-board.js';

/**
 * Everything that is needed to compute a session's proposal again and to see what members changed in it. It holds ids
 * and codes: no name, no address, nothing typed. `propose` prints the `proposal` of this file, byte for byte, and from
 * its `instance` with the `locks` it computes the `claims`, once the `givenWeeks` stand among the wishes.
 * `verify-session` compares everything that was `told` with them. Each of the `reoffers` is such an account of its own,
 * of seats that came free later.
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
    const cases = (await this.reader.find(Candidacy, { where: { sessionId } })).filter(
      ({ id, state }) => Object.hasOwn(instance.children, id) && state !== 'withdrawn',
    );
    const outcome = await this.board.computeOutcome(kept, cases);
    return canonicalJson({
      session: {
        id: session.id,
        body: body.id,
        state: session.state,
        startsAt: session.startsAt,
        entryFrom: session.entryFrom,
        rules: rulesOf(session),
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
      place: place && { at: place.at, section: place.section, slots: maskOfNames(place.slots) },
      reason,
      departs: candidacy.kept === false,
      explanation,
      facts: { inTerritory: candidacy.snapshot!.communeCode !== null, wantedFrom: candidacy.snapshot!.wantedFrom },
    };
  }

  /** Who did what, oldest first. Accounts are named by their ids. */
  private async events(sessionId: Id, caseIds: readonly Id[]): Promise<object[]> {
    const rows = await findEvents(this.reader, [sessionId, ...caseIds]);
    return rows
      .filter(({ action }) => !action.endsWith('.read'))
      .map(({ at, actor, action, subjectId, facts }) => ({ at, actor, action, subject: subjectId, facts }));
  }
}

function gridOf({ code, version, content }: CriteriaGridRow): object {
  return { code, version, tieBreak: (content as CriteriaGrid).tieBreak };
}
