import { Injectable } from '@nestjs/common';
import { Clock } from '../kernel/clock.js';
import type { Id } from '../kernel/ids.js';
import { DomainError, NotFound, refuse } from '../kernel/refusal.js';
import type { Day } from '../kernel/time.js';
import { UnitOfWork, type Tx } from '../platform/database/index.js';
import type { Actor } from '../platform/security/index.js';
import { Capacities } from './capacities.js';
import type { SeatsBySlot } from './domain/authorised-capacity.js';
import type { SectionCode } from './domain/kinds.js';
import { changedFacts, factsOn } from './domain/provider-facts.js';
import { judgeAges, type Ages } from './domain/section-age.js';
import { Section } from './persistence/supply.entities.js';
import { Promises } from './promises.js';
import { ProviderRecords, type OpenedProvider } from './provider-records.js';
import { mayRunProvider } from './providers.policy.js';
import { Supply } from './supply.js';

export interface NewSection extends Ages {
  readonly code: SectionCode;
  readonly from: Day;
  readonly seats: SeatsBySlot;
}

/** The sections of an establishment, and the ages of the children who may come to each. */
@Injectable()
export class Sections {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly records: ProviderRecords,
    private readonly promises: Promises,
    private readonly capacities: Capacities,
    private readonly supply: Supply,
  ) {}

  /**
   * Adds a section with its places from a day on.
   * @throws NotFound | Conflict
   * @throws DomainError when it has one of this name, or its ages or places are not possible
   */
  addSection(actor: Actor, providerId: Id, version: number, wanted: NewSection): Promise<void> {
    return this.change(actor, providerId, version, wanted.from, async (tx, opened) => {
      if (opened.provider.kind !== 'establishment') throw new NotFound('section');
      const { code, from, seats, ageFromMonths, ageToMonths } = wanted;
      const refusal = judgeAges(wanted);
      if (refusal) throw new DomainError(refusal);
      const id = `${providerId}:${code}`;
      if (opened.sections.some((section) => section.id === id)) throw new DomainError(refuse('section.exists'));
      await tx.insert(Section, { id, providerId, code, ageFromMonths, ageToMonths, closedFrom: null });
      await this.records.recordAct(tx, actor, opened, {
        act: 'section_add',
        from,
        sectionId: id,
        facts: changedFacts<Ages>({} as Ages, { ageFromMonths, ageToMonths }),
      });
      await this.capacities.changePlaces(tx, actor, id, from, seats);
    });
  }

  /** @throws NotFound | Conflict | DomainError when a child who is promised a place from then on would be too young or too old */
  changeAges(actor: Actor, sectionId: Id, version: number, from: Day, ages: Ages): Promise<void> {
    const providerId = this.providerOf(sectionId);
    return this.change(actor, providerId, version, from, async (tx, opened) => {
      const refusal = judgeAges(ages);
      if (refusal) throw new DomainError(refusal);
      const section = opened.sections.find(({ id }) => id === sectionId)!;
      const ofSection = opened.toCome.filter((change) => change.sectionId === sectionId);
      const facts = changedFacts<Section>(factsOn(section, ofSection, from), ages);
      if (Object.keys(facts).length === 0) return;
      const { ageFromMonths: fromMonths, ageToMonths: toMonths } = ages;
      await this.promises.assertNone(
        tx,
        providerId,
        { from, to: null },
        { what: 'ages', sectionId, fromMonths, toMonths },
      );
      await this.records.recordFacts(tx, actor, opened, { act: 'section_ages', from, sectionId, facts });
    });
  }

  /** Gives a section these places from a day on: {@link Capacities.changePlaces}. */
  async changePlaces(actor: Actor, sectionId: Id, version: number, from: Day, seats: SeatsBySlot): Promise<void> {
    await this.unitOfWork.run((tx) => this.capacities.changePlaces(tx, actor, sectionId, from, seats, version));
    await this.supply.reload();
  }

  private async change(
    actor: Actor,
    providerId: Id,
    version: number,
    from: Day,
    act: (tx: Tx, opened: OpenedProvider) => Promise<void>,
  ): Promise<void> {
    await this.unitOfWork.run(async (tx) => {
      const opened = await this.records.openProvider(tx, actor, providerId, mayRunProvider, version);
      if (from < this.clock.today()) throw new DomainError(refuse('provider.past'));
      await act(tx, opened);
    });
    await this.supply.reload();
  }

  private providerOf(sectionId: Id): Id {
    const section = this.supply.section(sectionId);
    if (!section) throw new NotFound('section');
    return section.providerId;
  }
}
