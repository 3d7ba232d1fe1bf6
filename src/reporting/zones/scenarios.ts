import { Injectable, type OnModuleInit } from '@nestjs/common';
import { UnitPlays } from '../../commissions/commission/index.js';
import { findOpenIn, findRequests, findWishes, OPEN_STATES } from '../../dossier/dossier/index.js';
import { Clock } from '../../foundation/kernel/clock.js';
import { newId, type Id } from '../../foundation/kernel/ids.js';
import { jobType } from '../../foundation/kernel/job-type.js';
import { DomainError, NotFound, refuse } from '../../foundation/kernel/refusal.js';
import type { Instant } from '../../foundation/kernel/time.js';
import { Audit } from '../../foundation/platform/audit/index.js';
import { Reader, UnitOfWork, type Tx } from '../../foundation/platform/database/index.js';
import { JobHandlers, Queue } from '../../foundation/platform/queue/index.js';
import { actorRef, type Actor } from '../../foundation/platform/security/index.js';
import { Supply } from '../../offer/supply/index.js';
import {
  hoursResult,
  hoursTried,
  MODE_OF,
  unitResult,
  type ScenarioResult,
  type TriedHours,
  type TriedOffer,
  type TriedUnitOffer,
} from './domain/scenario.js';
import { NearCommunes } from './near-communes.js';
import { ZoneScenario } from './persistence/zones.entities.js';

const PLAY = jobType<{ scenarioId: Id }>('zones.play-scenario');
/** More would be a list that nobody compares. */
export const MOST_SCENARIOS = 20;

interface Played {
  readonly result: ScenarioResult;
  readonly at: Instant;
}

/** Offers that people try out: kept side by side, computed by a job from the requests of that moment, thrown away. */
@Injectable()
export class Scenarios implements OnModuleInit {
  constructor(
    private readonly reader: Reader,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly audit: Audit,
    private readonly queue: Queue,
    private readonly handlers: JobHandlers,
    private readonly supply: Supply,
    private readonly near: NearCommunes,
    private readonly plays: UnitPlays,
  ) {}

  onModuleInit(): void {
    this.handlers.register({
      type: PLAY,
      outside: ({ scenarioId }) => this.playScenario(scenarioId),
      handle: (tx, { scenarioId }, played) => this.keepResult(tx, scenarioId, played),
    });
  }

  /** The latest first. */
  listScenarios(): Promise<ZoneScenario[]> {
    return this.reader.find(ZoneScenario, { order: { createdAt: 'DESC', id: 'DESC' } });
  }

  /** @throws NotFound */
  async readScenario(id: Id): Promise<ZoneScenario> {
    const scenario = await this.reader.findOne(ZoneScenario, { id });
    if (!scenario) throw new NotFound('scenario');
    return scenario;
  }

  /**
   * Keeps an offer to be tried out, and has it computed.
   * @throws DomainError when there are too many, another has that name, or the establishment does not exist
   */
  async tryOffer(actor: Actor, name: string, offer: TriedOffer): Promise<ZoneScenario> {
    if (offer.kind === 'hours' && this.supply.provider(offer.providerId)?.kind !== 'establishment')
      throw new DomainError(refuse('zones.scenario.noEstablishment'));
    return this.unitOfWork.run(async (tx) => {
      const known = await tx.find(ZoneScenario);
      if (known.length >= MOST_SCENARIOS)
        throw new DomainError(refuse('zones.scenario.tooMany', { most: MOST_SCENARIOS }));
      if (known.some((one) => one.name === name)) throw new DomainError(refuse('zones.scenario.nameKnown'));
      const scenario: ZoneScenario = {
        id: newId(),
        territoryId: tx.territoryId,
        name,
        offer,
        createdAt: this.clock.now(),
        createdBy: actorRef(actor),
        result: null,
        computedAt: null,
      };
      await tx.insert(ZoneScenario, scenario);
      await this.planPlay(tx, scenario.id);
      await this.audit.changed(tx, actor, 'zoneScenario.try', { kind: 'zone-scenario', id: scenario.id });
      return scenario;
    });
  }

  /** Has it computed again, from the requests of now. What was found before stays until then. @throws NotFound */
  async playAgain(actor: Actor, id: Id): Promise<void> {
    await this.unitOfWork.run(async (tx) => {
      if (!(await tx.lock(ZoneScenario, { id }))) throw new NotFound('scenario');
      await this.planPlay(tx, id);
      await this.audit.changed(tx, actor, 'zoneScenario.play', { kind: 'zone-scenario', id });
    });
  }

  /** @throws NotFound when somebody threw it away before */
  async throwAway(actor: Actor, id: Id): Promise<void> {
    await this.unitOfWork.run(async (tx) => {
      if (!(await tx.lock(ZoneScenario, { id }))) throw new NotFound('scenario');
      await tx.delete(ZoneScenario, { id });
      await this.audit.changed(tx, actor, 'zoneScenario.discard', { kind: 'zone-scenario', id });
    });
  }

  private async planPlay(tx: Tx, scenarioId: Id): Promise<void> {
    await this.queue.plan(tx, PLAY, { scenarioId }, { key: `zones:play:${scenarioId}:${this.clock.now()}` });
  }

  /** Null when it was thrown away before its turn. */
  private async playScenario(id: Id): Promise<Played | null> {
    const scenario = await this.reader.findOne(ZoneScenario, { id });
    if (!scenario) return null;
    const { offer } = scenario;
    const at = this.clock.now();
    return { at, result: offer.kind === 'hours' ? await this.countHours(offer) : await this.playUnit(offer) };
  }

  private async keepResult(tx: Tx, id: Id, played: Played | null): Promise<void> {
    if (played) await tx.update(ZoneScenario, { id }, { result: played.result, computedAt: played.at });
  }

  private async playUnit(offer: TriedUnitOffer): Promise<ScenarioResult> {
    const nearness = await this.near.readNearness(offer.radiusKm);
    const play = await this.plays.playUnit({
      mode: MODE_OF[offer.kind],
      places: offer.places,
      ageFromMonths: offer.ageFromMonths,
      ageToMonths: offer.ageToMonths,
      isNear: (code) => nearness.isNear(code, offer.communeCode),
    });
    return play === null ? { kind: 'noGrid' } : unitResult(play, play.plays);
  }

  /** Of the open requests that name the establishment, those whose hours the new ones cover. */
  private async countHours(offer: TriedHours): Promise<ScenarioResult> {
    const open = await findOpenIn(this.reader, OPEN_STATES);
    const naming = new Set(
      (await findWishes(this.reader, open)).flatMap(({ providerId, requestId }) =>
        providerId === offer.providerId ? [requestId] : [],
      ),
    );
    const weeks = (await findRequests(this.reader, [...naming])).flatMap(({ need }) =>
      need.week && Object.keys(need.week).length > 0 ? [need.week] : [],
    );
    const now = this.supply.openingOf(offer.providerId, null);
    return hoursResult(weeks, now, hoursTried(now, offer));
  }
}
