import { Injectable } from '@nestjs/common';
import { Clock } from '../../foundation/kernel/clock.js';
import type { Id } from '../../foundation/kernel/ids.js';
import { DomainError, NotFound, refuse } from '../../foundation/kernel/refusal.js';
import type { Day } from '../../foundation/kernel/time.js';
import { UnitOfWork, type Tx } from '../../foundation/platform/database/index.js';
import type { Actor } from '../../foundation/platform/security/index.js';
import { Capacities } from './capacities.js';
import type { SeatsBySlot } from './domain/authorised-capacity.js';
import type { AgeGroup } from './domain/kinds.js';
import { changedFacts, factsOn } from './domain/provider-facts.js';
import { agesOfBoth, judgeAges, type Ages } from './domain/section-age.js';
import { isNameTaken, nextSectionCode } from './domain/section-code.js';
import { Section } from './persistence/supply.entities.js';
import { Promises } from './promises.js';
import { ProviderRecords, type OpenedProvider } from './provider-records.js';
import { mayRunProvider } from './providers.policy.js';
import { Supply } from './supply.js';

/** What is said of a section: the ages of its children, and its own name where it has one. */
export interface SectionFacts extends Ages {
  readonly name: string | null;
}
export interface NewSection extends SectionFacts {
  readonly ageGroup: AgeGroup;
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
   * Adds a section with its places from a day on. It may be one more of an age group.
   * @throws NotFound | Conflict
   * @throws DomainError when another has its name, or its ages or places are not possible
   */
  addSection(actor: Actor, providerId: Id, version: number, wanted: NewSection): Promise<void> {
    return this.change((tx) => this.addSectionIn(tx, actor, providerId, version, wanted));
  }

  /**
   * {@link addSection} within a unit that writes more. The caller reloads the supply after it.
   * @param version null where the act itself cannot undo another person's
   */
  async addSectionIn(tx: Tx, actor: Actor, providerId: Id, version: number | null, wanted: NewSection): Promise<void> {
    const { ageGroup, name, from, seats, ageFromMonths, ageToMonths } = wanted;
    const opened = await this.openProvider(tx, actor, providerId, version, from);
    if (opened.provider.kind !== 'establishment') throw new NotFound('section');
    this.assertPossible(wanted, opened.sections);
    const code = nextSectionCode(ageGroup, opened.sections);
    const id = `${providerId}:${code}`;
    await tx.insert(Section, { id, providerId, code, ageGroup, name, ageFromMonths, ageToMonths, closedFrom: null });
    await this.records.recordAct(tx, actor, opened, {
      act: 'section_add',
      from,
      sectionId: id,
      facts: changedFacts<Partial<SectionFacts>>({}, { ageFromMonths, ageToMonths, name }),
    });
    await this.capacities.changePlaces(tx, actor, id, from, seats);
  }

  /**
   * Changes the ages and the name of a section from a day on.
   * @throws NotFound | Conflict
   * @throws DomainError when another has its name, or a child who is promised a place from then on would be too young
   * or too old
   */
  changeSection(actor: Actor, sectionId: Id, version: number, from: Day, wanted: SectionFacts): Promise<void> {
    const providerId = this.providerOf(sectionId);
    return this.change(async (tx) => {
      const opened = await this.openProvider(tx, actor, providerId, version, from);
      const section = opened.sections.find(({ id }) => id === sectionId)!;
      this.assertPossible(
        wanted,
        opened.sections.filter((other) => other !== section),
      );
      const ofSection = opened.toCome.filter((change) => change.sectionId === sectionId);
      const facts = changedFacts<Section>(factsOn(section, ofSection, from), wanted);
      if (Object.keys(facts).length === 0) return;
      const agesChange = 'ageFromMonths' in facts || 'ageToMonths' in facts;
      const { ageFromMonths: fromMonths, ageToMonths: toMonths } = wanted;
      if (agesChange)
        await this.promises.assertNone(
          tx,
          providerId,
          { from, to: null },
          { what: 'ages', sectionId, fromMonths, toMonths },
        );
      const act = agesChange ? 'section_ages' : 'section_name';
      await this.records.recordFacts(tx, actor, opened, { act, from, sectionId, facts });
    });
  }

  /**
   * Lets a section also take children of the ages of another, from a day on. Wider ages shut nobody out.
   * @throws NotFound | DomainError when the ages are not possible
   */
  async widenAges(tx: Tx, actor: Actor, sectionId: Id, otherId: Id, from: Day): Promise<void> {
    const opened = await this.records.openProvider(tx, actor, this.providerOf(sectionId), mayRunProvider);
    const [section, other] = [sectionId, otherId].map((wanted) => {
      const row = opened.sections.find(({ id }) => id === wanted);
      if (!row) throw new NotFound('section');
      const ofSection = opened.toCome.filter((change) => change.sectionId === wanted);
      return factsOn(row, ofSection, from);
    }) as [Section, Section];
    const ages = agesOfBoth(section, other);
    const facts = changedFacts<Section>(section, ages);
    if (Object.keys(facts).length === 0) return;
    const refusal = judgeAges(ages);
    if (refusal) throw new DomainError(refusal);
    await this.records.recordFacts(tx, actor, opened, { act: 'section_ages', from, sectionId, facts });
  }

  private assertPossible(wanted: SectionFacts, others: readonly Section[]): void {
    const refusal = judgeAges(wanted) ?? (isNameTaken(wanted.name, others) ? refuse('section.nameTaken') : null);
    if (refusal) throw new DomainError(refusal);
  }

  /** Gives a section these places from a day on: {@link Capacities.changePlaces}. */
  async changePlaces(actor: Actor, sectionId: Id, version: number, from: Day, seats: SeatsBySlot): Promise<void> {
    await this.unitOfWork.run((tx) => this.capacities.changePlaces(tx, actor, sectionId, from, seats, version));
    await this.supply.reload();
  }

  private async change(act: (tx: Tx) => Promise<void>): Promise<void> {
    await this.unitOfWork.run(act);
    await this.supply.reload();
  }

  private async openProvider(
    tx: Tx,
    actor: Actor,
    providerId: Id,
    version: number | null,
    from: Day,
  ): Promise<OpenedProvider> {
    const opened = await this.records.openProvider(tx, actor, providerId, mayRunProvider, version);
    if (from < this.clock.today()) throw new DomainError(refuse('provider.past'));
    return opened;
  }

  private providerOf(sectionId: Id): Id {
    const section = this.supply.section(sectionId);
    if (!section) throw new NotFound('section');
    return section.providerId;
  }
}
