import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { createHash } from 'node:crypto';
import { In } from 'typeorm';
import { Grids, Proposals } from '../../admission/index.js';
import {
  Births,
  findRequests,
  findWishes,
  waitsOf,
  type ChildRequest,
  type RequestState,
} from '../../../dossier/dossier/index.js';
import { Clock } from '../../../foundation/kernel/clock.js';
import { groupedBy } from '../../../foundation/kernel/grouped-by.js';
import { newId, type Id } from '../../../foundation/kernel/ids.js';
import type { Day } from '../../../foundation/kernel/time.js';
import type { SlotMask } from '../../../foundation/kernel/week-schedule.js';
import { canonicalJson, ENGINE, type Instance, type Outcome, type Place } from '../../matching/index.js';
import { CoveredDays, findHeldOffersOfSession } from '../../../places/placement/index.js';
import type { Reader, Tx } from '../../../foundation/platform/database/index.js';
import { Supply } from '../../../offer/supply/index.js';
import { Bodies } from '../bodies/bodies.js';
import { freedInput, reofferInstance, type AdmittedChild, type FreedSeats } from '../domain/reoffer-run.js';
import { restOfCase } from '../domain/rest-of-case.js';
import { rulesOf, traitsOf, USUAL_RULES } from '../domain/sitting-rules.js';
import { entryOf, wishedBy, type CandidacySnapshot } from '../domain/snapshot.js';
import { tiedCaseOf } from '../domain/tie-rules.js';
import { explainCases, toldPlace } from '../domain/told-cases.js';
import { givenDayOf, type AgreedDay } from '../domain/first-days.js';
import { Candidacy, type CommissionSession } from '../persistence/commission.entities.js';
import { ReofferedSeats, ReofferRun } from '../persistence/sitting.entities.js';
import { ownPointsOf } from '../sitting/own-points.js';
import { SessionInputs } from '../sitting/session-inputs.js';

/** A case that is offered seats that came free, and from when. */
export interface Reoffered {
  readonly candidacy: Candidacy;
  readonly place: Place;
  readonly entry: Day;
  /** The entry, where it is another day than the child's own. */
  readonly given: Day | null;
}

/**
 * The states of a request that waits for a session which has closed: with nothing or with a part of what it needs, and
 * whether or not another session is to judge it.
 */
export const REOFFERED: readonly RequestState[] = ['waiting_list', 'before_commission', 'partly_placed'];

/**
 * What a case that was kept waiting asks for now; null when nothing is left. A transfer looks for another place for its
 * whole week.
 */
export const restNow = (
  { requestId, snapshot }: Pick<Candidacy, 'requestId' | 'snapshot'>,
  covered: ReadonlyMap<Id, SlotMask>,
): CandidacySnapshot | null => (snapshot!.current ? snapshot : restOfCase(snapshot!, covered.get(requestId) ?? 0));

/** A case with the days on which its family says now that it would start. Its own day stays the one that was judged. */
function onDaysSaid({ waits: _, ...snapshot }: CandidacySnapshot, { need }: ChildRequest): CandidacySnapshot {
  const waits = waitsOf(need, snapshot.wantedFrom);
  return waits ? { ...snapshot, waits } : snapshot;
}

/** What families said when they were asked about one place, by request. */
export type AgreedDays = ReadonlyMap<Id, AgreedDay>;
const NOBODY_ASKED: AgreedDays = new Map();

/** Few sessions offer seats again at the same moment. */
const MOST_KEPT = 4;

/** Computes who is offered seats that came free after a session: the engine runs on these seats in the session's order. */
@Injectable()
export class ReofferRuns {
  /** By their content, so that a unit that runs again finds the instance whose outcome a thread has computed. */
  private readonly known = new LRUCache<string, Instance>({ max: MOST_KEPT });

  constructor(
    private readonly clock: Clock,
    private readonly bodies: Bodies,
    private readonly grids: Grids,
    private readonly proposals: Proposals,
    private readonly inputs: SessionInputs,
    private readonly covered: CoveredDays,
    private readonly supply: Supply,
    private readonly births: Births,
  ) {}

  /** Those of these seats that no run has dealt with. */
  async listUnoffered<Freed extends Pick<FreedSeats, 'id'>>(tx: Tx, freed: readonly Freed[]): Promise<Freed[]> {
    const done = await tx.find(ReofferedSeats, { where: { releasedId: In(freed.map(({ id }) => id)) } });
    return freed.filter(({ id }) => !done.some(({ releasedId }) => releasedId === id));
  }

  /**
   * Computes and keeps a run. The session is locked, so that no other run gives the same seats.
   * @param agreed the days on which families would come, because they were asked
   * @throws NeededFirst when the outcome has to be computed
   */
  async runFor(
    tx: Tx,
    session: CommissionSession,
    freed: readonly FreedSeats[],
    agreed: AgreedDays = NOBODY_ASKED,
  ): Promise<Reoffered[]> {
    const today = this.clock.today();
    const entryFrom = session.entryFrom > today ? session.entryFrom : today;
    const places = freed.map(({ sectionId }) => this.supply.section(sectionId)!.providerId);
    const waiting = (await this.listWaiting(tx, session, places)).map((candidacy) => {
      const day = agreed.get(candidacy.requestId);
      return day ? { ...candidacy, snapshot: { ...candidacy.snapshot!, agreed: day } } : candidacy;
    });
    const instance = waiting.length === 0 ? null : await this.instanceFor(tx, session, waiting, freed, entryFrom);
    if (!instance || Object.keys(instance.families).length === 0) {
      await this.markDone(tx, freed, null);
      return [];
    }
    const outcome = this.proposals.computeOutcomeIn(tx, { instance, alternatives: {} });
    const asking = waiting.filter(({ id }) => Object.hasOwn(instance.children, id));
    const run: ReofferRun = {
      id: newId(),
      sessionId: session.id,
      at: this.clock.now(),
      engine: ENGINE,
      content: {
        freed,
        entryFrom,
        instance,
        places: outcome.places,
        claims: outcome.claims,
        told: await this.told(tx, session, outcome, asking),
      },
    };
    await tx.insert(ReofferRun, run);
    await this.markDone(tx, freed, run.id);
    return asking.flatMap((candidacy) => {
      const place = outcome.places[candidacy.id];
      if (!place) return [];
      const given = givenDayOf(instance, candidacy.id, place);
      return [{ candidacy, place, given, entry: given ?? entryOf(candidacy.snapshot!, entryFrom) }];
    });
  }

  private async markDone(tx: Tx, freed: readonly FreedSeats[], runId: Id | null): Promise<void> {
    await tx.insert(
      ReofferedSeats,
      freed.map(({ id: releasedId }) => ({ releasedId, runId })),
    );
  }

  /**
   * The cases that the session kept waiting, best first, with those of their wishes that are for these establishments
   * and still stand. A family that has found a part of its week meanwhile keeps its rank, and asks for the rest. One that
   * says after the session until when it can wait is taken at its word: its rank is the same. A child is left out as long
   * as nobody has said whether it is born.
   */
  async listWaiting(
    from: Reader | Tx,
    { id }: Pick<CommissionSession, 'id'>,
    providerIds: readonly Id[],
  ): Promise<Candidacy[]> {
    const cases = await from.find(Candidacy, { where: { sessionId: id, state: 'waiting' }, order: { rank: 'ASC' } });
    const requestIds = cases.map(({ requestId }) => requestId);
    const open = (await findRequests(from, requestIds)).filter(({ state }) => REOFFERED.includes(state));
    const unborn = await this.births.findUnknown(from, open);
    const still = new Map(open.filter(({ id }) => !unborn.has(id)).map((request) => [request.id, request]));
    const covered = await this.covered.ofRequests(from, open);
    const wished = groupedBy(await findWishes(from, requestIds), ({ requestId }) => requestId);
    const places = new Set(providerIds);
    return cases.flatMap((candidacy): Candidacy[] => {
      const request = still.get(candidacy.requestId);
      const snapshot = request ? restNow(candidacy, covered) : null;
      if (!request || !snapshot) return [];
      const wishes = snapshot.wishes.filter(
        ({ providerId }) =>
          places.has(providerId) &&
          (wished.get(candidacy.requestId) ?? []).some((wish) => wish.providerId === providerId),
      );
      return wishes.length === 0 ? [] : [{ ...candidacy, snapshot: { ...onDaysSaid(snapshot, request), wishes } }];
    });
  }

  private async instanceFor(
    tx: Tx,
    session: CommissionSession,
    waiting: readonly Candidacy[],
    freed: readonly FreedSeats[],
    entryFrom: Day,
  ): Promise<Instance> {
    const body = await this.bodies.readBody(tx, session.bodyId);
    const establishmentIds = [...new Set(freed.map(({ sectionId }) => this.supply.section(sectionId)!.providerId))];
    // What the session reserved is taken from its own instance: a share of the few seats that are free is another number.
    const rules = { ...USUAL_RULES, queue: rulesOf(session).queue };
    const input = await this.inputs.readInput(
      tx,
      { ...session, entryFrom, rules },
      { ...body, establishmentIds },
      waiting,
    );
    const fewest = new Map(waiting.map(({ id, snapshot }) => [id, snapshot!.fewestDays]));
    const kept = await this.proposals.findLatest(tx, session.id);
    const own = freedInput(input, freed, (id) => fewest.get(id));
    const instance = reofferInstance(own, kept?.instance ?? null, await this.listAdmitted(tx, session.id));
    const key = createHash('sha256').update(canonicalJson(instance)).digest('hex');
    const known = this.known.get(key) ?? instance;
    this.known.set(key, known);
    return known;
  }

  /** The children who hold seats that the session gave, with the traits for which it reserved some. */
  private async listAdmitted(tx: Tx, sessionId: Id): Promise<AdmittedChild[]> {
    const offers = await findHeldOffersOfSession(tx, sessionId);
    const cases = await tx.find(Candidacy, {
      where: { id: In(offers.flatMap(({ candidacyId }) => candidacyId ?? [])) },
    });
    const traits = new Map(cases.map(({ id, snapshot }) => [id, traitsOf(snapshot?.facts)]));
    return offers.map(({ sectionId, slots, candidacyId }) => {
      const { providerId: at, code: section } = this.supply.section(sectionId)!;
      return { at, section, slots, traits: traits.get(candidacyId ?? '') ?? [] };
    });
  }

  /** What is told of the run, case by case: who gets what, and why another does not. */
  private async told(tx: Tx, session: CommissionSession, outcome: Outcome, cases: readonly Candidacy[]) {
    const explained = { ...outcome.explained(cases.map(({ dossierId }) => dossierId)), own: ownPointsOf(cases) };
    const { grid } = await this.grids.findVersion(session.gridId!, tx);
    const explanations = explainCases(
      explained,
      cases.map((candidacy) => ({ ...candidacy, wished: wishedBy(candidacy.snapshot) })),
      { cases: cases.map(tiedCaseOf), seed: await this.proposals.seedOf(tx, session.id), tieBreak: grid.tieBreak },
    );
    return cases.map(({ id, agendaNumber, snapshot }) => {
      const place = outcome.places[id] ?? null;
      return {
        number: agendaNumber,
        child: id,
        wished: wishedBy(snapshot),
        place: place && toldPlace(place, givenDayOf(outcome.instance, id, place)),
        explanation: explanations.get(id)!,
      };
    });
  }
}
