import { Injectable, type OnModuleInit } from '@nestjs/common';
import { groupedBy } from '../kernel/grouped-by.js';
import type { Id } from '../kernel/ids.js';
import type { Day } from '../kernel/time.js';
import type { DayHours } from '../kernel/week-schedule.js';
import { Reader, type Tx } from '../platform/database/index.js';
import { SharedMemory } from '../platform/settings/index.js';
import { sectionsForAge } from './domain/section-age.js';
import { Capacity, Provider, Section } from './persistence/supply.entities.js';

/** Hours assumed where an establishment has declared none. */
const USUAL_HOURS: DayHours = { start: '07:30', end: '18:30' };

/**
 * The childcare offer. It has few rows and is read on every page, so it is kept in memory and reloaded after a change.
 */
@Injectable()
export class Supply implements OnModuleInit {
  private providersById = new Map<Id, Provider>();
  private ids: ReadonlySet<Id> = new Set();
  private sectionsById = new Map<Id, Section>();
  private sectionsByProvider: ReadonlyMap<Id, readonly Section[]> = new Map();

  constructor(
    private readonly reader: Reader,
    private readonly memory: SharedMemory,
  ) {}

  onModuleInit(): Promise<void> {
    this.memory.keepReloaded('supply', () => this.reload());
    return this.reload();
  }

  async reload(): Promise<void> {
    const [providers, sections] = await Promise.all([this.reader.find(Provider), this.reader.find(Section)]);
    this.providersById = new Map(
      providers.sort((a, b) => a.name.localeCompare(b.name, 'fr')).map((provider) => [provider.id, provider]),
    );
    this.ids = new Set(this.providersById.keys());
    this.sectionsById = new Map(
      sections.sort((a, b) => a.ageFromMonths - b.ageFromMonths).map((section) => [section.id, section]),
    );
    this.sectionsByProvider = groupedBy(this.sectionsById.values(), ({ providerId }) => providerId);
  }

  /** All providers, in alphabetical order. */
  providers(): Provider[] {
    return [...this.providersById.values()];
  }

  establishments(): Provider[] {
    return this.providers().filter((provider) => provider.kind === 'establishment');
  }

  provider(id: Id | null): Provider | null {
    return id === null ? null : (this.providersById.get(id) ?? null);
  }

  providerIds(): ReadonlySet<Id> {
    return this.ids;
  }

  section(id: Id | null): Section | null {
    return id === null ? null : (this.sectionsById.get(id) ?? null);
  }

  /** The sections of an establishment, the youngest children first. */
  sectionsOf(providerId: Id): readonly Section[] {
    return this.sectionsByProvider.get(providerId) ?? [];
  }

  /** The sections of an establishment a child suits on its entry date. */
  sectionsForChild(providerId: Id, birth: Day, entry: Day): Section[] {
    return sectionsForAge(this.sectionsOf(providerId), birth, entry);
  }

  openingOf(providerId: Id): DayHours {
    const provider = this.provider(providerId);
    return provider?.opensAt && provider.closesAt ? { start: provider.opensAt, end: provider.closesAt } : USUAL_HOURS;
  }

  /** The capacities of a section that overlap the days, oldest first. */
  async capacitiesOf(tx: Tx | Reader, sectionId: Id): Promise<Capacity[]> {
    return tx.find(Capacity, { where: { sectionId }, order: { from: 'ASC' } });
  }
}
