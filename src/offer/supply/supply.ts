import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock } from '../../foundation/kernel/clock.js';
import { groupedBy } from '../../foundation/kernel/grouped-by.js';
import type { Id } from '../../foundation/kernel/ids.js';
import { ownerToken, plainSection, tokenOfSection } from '../../foundation/kernel/reserved-section.js';
import type { Day } from '../../foundation/kernel/time.js';
import type { OpeningWeek } from '../../foundation/kernel/week-schedule.js';
import { Reader, type Tx } from '../../foundation/platform/database/index.js';
import { SharedMemory } from '../../foundation/platform/settings/index.js';
import { beforeClosing, closingDayOf, isClosedOn } from './domain/closing-day.js';
import { openingHoursOn } from './domain/opening-hours.js';
import { factsOn } from './domain/provider-facts.js';
import { sectionsForAge } from './domain/section-age.js';
import { bySection } from './domain/section-code.js';
import { ownerKeyOf, type PlaceOwner } from './domain/reserved-places.js';
import {
  Capacity,
  OpeningHours,
  Provider,
  ProviderChange,
  ReservedPlaces,
  Section,
} from './persistence/supply.entities.js';
import { findClosingDay } from './read-supply.js';

const BY_NAME = new Intl.Collator('fr', { numeric: true });

/**
 * The childcare offer. It is read on every page, so it is kept in memory and reloaded after a change. What is dated
 * later is kept too, and holds from its day on.
 */
@Injectable()
export class Supply implements OnModuleInit {
  private rows: { providers: readonly Provider[]; sections: readonly Section[] } = { providers: [], sections: [] };
  private hours: ReadonlyMap<Id, readonly OpeningHours[]> = new Map();
  private reserved: ReadonlyMap<Id, readonly ReservedPlaces[]> = new Map();
  /** By what it changes: a provider or a section. */
  private toCome: ReadonlyMap<Id, readonly ProviderChange[]> = new Map();

  /** Whether something holds from another day on. */
  private datedLater = false;
  /** The day whose facts the maps below hold. */
  private day: Day = '';
  private providersById: ReadonlyMap<Id, Provider> = new Map();
  private ids: ReadonlySet<Id> = new Set();
  private open: readonly Provider[] = [];
  private wishable: ReadonlySet<Id> = new Set();
  private sectionsById: ReadonlyMap<Id, Section> = new Map();
  private sectionsByProvider: ReadonlyMap<Id, readonly Section[]> = new Map();

  constructor(
    private readonly reader: Reader,
    private readonly memory: SharedMemory,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): Promise<void> {
    this.memory.keepReloaded('supply', () => this.reload());
    return this.reload();
  }

  async reload(): Promise<void> {
    const [providers, sections, hours, toCome, reserved] = await Promise.all([
      this.reader.find(Provider),
      this.reader.find(Section),
      this.reader.find(OpeningHours, { order: { from: 'ASC' } }),
      this.reader.find(ProviderChange, { where: { pending: true }, order: { from: 'ASC', id: 'ASC' } }),
      this.reader.find(ReservedPlaces),
    ]);
    this.rows = { providers, sections };
    this.reserved = groupedBy(reserved, ({ sectionId }) => sectionId);
    this.hours = groupedBy(hours, ({ providerId }) => providerId);
    this.toCome = groupedBy(toCome, ({ providerId, sectionId }) => sectionId ?? providerId);
    this.datedLater = toCome.length > 0 || providers.some(({ closedFrom }) => closedFrom !== null);
    this.keepToday();
  }

  /** Every page asks for the facts of today, so they are worked out once a day and after each change. */
  private keepToday(): void {
    this.day = this.clock.today();
    const providers = this.rows.providers
      .map((provider) => this.factsOn(provider, this.day))
      .sort((a, b) => BY_NAME.compare(a.name, b.name));
    const sections = this.rows.sections.map((section) => this.factsOn(section, this.day)).sort(bySection);
    this.providersById = new Map(providers.map((provider) => [provider.id, provider]));
    this.ids = new Set(this.providersById.keys());
    this.open = providers.filter((provider) => !isClosedOn(provider, this.day));
    this.wishable = new Set(this.open.filter(({ kind }) => kind !== 'laep').map(({ id }) => id));
    this.sectionsById = new Map(sections.map((section) => [section.id, section]));
    this.sectionsByProvider = groupedBy(sections, ({ providerId }) => providerId);
  }

  private get today(): this {
    if (this.datedLater && this.clock.today() !== this.day) this.keepToday();
    return this;
  }

  private factsOn<Row extends { readonly id: Id }>(row: Row, day: Day): Row {
    return factsOn(row, this.toCome.get(row.id) ?? [], day);
  }

  /** All providers, closed ones too, in alphabetical order. */
  providers(): Provider[] {
    return [...this.today.providersById.values()];
  }

  /** The providers that are open today, in alphabetical order. */
  openProviders(): readonly Provider[] {
    return this.today.open;
  }

  /** The establishments that are open today, in alphabetical order. */
  establishments(): Provider[] {
    return this.openProviders().filter((provider) => provider.kind === 'establishment');
  }

  provider(id: Id | null): Provider | null {
    return id === null ? null : (this.today.providersById.get(id) ?? null);
  }

  /** A provider as it will be on a day, with what is dated until then. */
  providerOn(id: Id, day: Day): Provider | null {
    const row = this.rows.providers.find((provider) => provider.id === id);
    return row ? this.factsOn(row, day) : null;
  }

  /** Of all providers, closed ones too: a family may have wished for one before it closed. */
  providerIds(): ReadonlySet<Id> {
    return this.ids;
  }

  /** Of the providers that a family may wish for from now on. */
  wishableIds(): ReadonlySet<Id> {
    return this.today.wishable;
  }

  /** The section of an id, also where this names reserved places of the section. */
  section(id: Id | null): Section | null {
    return id === null ? null : (this.today.sectionsById.get(plainSection(id)) ?? null);
  }

  /** For whom the places are that an id names; null for places of everybody. */
  reservedOwnerOf(sectionId: Id): PlaceOwner | null {
    const token = tokenOfSection(sectionId);
    if (token === null) return null;
    const rows = this.reserved.get(plainSection(sectionId)) ?? [];
    return rows.find((row) => ownerToken(ownerKeyOf(row)) === token) ?? null;
  }

  /** The sections of an establishment, closed ones too, the youngest children first. */
  sectionsOf(providerId: Id): readonly Section[] {
    return this.today.sectionsByProvider.get(providerId) ?? [];
  }

  /** The sections of an establishment a child suits on its entry date; none once it is closed. */
  sectionsForChild(providerId: Id, birth: Day, entry: Day): Section[] {
    const open = this.sectionsOf(providerId)
      .filter(({ id }) => !isClosedOn({ closedFrom: this.closingDayOf(id) }, entry))
      .map((section) => this.factsOn(section, entry));
    return sectionsForAge(open, birth, entry);
  }

  /** The first day on which a section receives nobody any more; null while it stays open. */
  closingDayOf(sectionId: Id): Day | null {
    const section = this.section(sectionId);
    const provider = this.provider(section?.providerId ?? null);
    return provider && section ? closingDayOf(provider, section) : null;
  }

  /** The opening hours of a provider on a day; today's when no day is known. */
  openingOf(providerId: Id, day: Day | null): OpeningWeek {
    return openingHoursOn(this.hoursOf(providerId), day ?? this.clock.today());
  }

  /** The hours declared for a provider, oldest first; empty while nobody has said them. */
  hoursOf(providerId: Id): readonly OpeningHours[] {
    return this.hours.get(providerId) ?? [];
  }

  /** The capacities of a section, oldest first, up to the day on which it closes. */
  async capacitiesOf(tx: Tx | Reader, sectionId: Id): Promise<Capacity[]> {
    const rows = await tx.find(Capacity, { where: { sectionId }, order: { from: 'ASC' } });
    return beforeClosing(rows, await findClosingDay(tx, sectionId));
  }
}
