import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { IsNull } from 'typeorm';
import { newId } from '../../foundation/kernel/ids.js';
import { SLOTS, WEEKDAYS, type DayHours, type OpeningWeek, type Slot } from '../../foundation/kernel/week-schedule.js';
import type { Tx } from '../../foundation/platform/database/index.js';
import { joinInFrench } from '../../foundation/platform/i18n/index.js';
import { readInventedContacts, type TerritoryData } from '../../territory/territory/index.js';
import type { AgeGroup, EstablishmentKind } from './domain/kinds.js';
import { Capacity, OpeningHours, Provider, Section } from './persistence/supply.entities.js';

export interface SectionData {
  readonly id: AgeGroup;
  readonly ageMonths: [number, number];
  readonly seats: number;
  readonly occupiedShare: number;
}
export interface EstablishmentData {
  readonly id: string;
  readonly kind: EstablishmentKind;
  readonly commune: string;
  readonly funding: 'PSU' | 'PAJE';
  readonly authorisedCapacity: number;
  readonly capacityAssumed: boolean;
  readonly sections: readonly SectionData[];
  readonly hours: [string, string];
  readonly avip?: boolean;
}
export interface BodyData {
  readonly id: string;
  readonly name: string;
  readonly establishments: string[];
  readonly members: {
    role: 'chair' | 'director' | 'elected' | 'rpe' | 'pmi';
    label?: string;
    of?: string;
    commune?: string;
  }[];
}
export interface SupplyData {
  readonly establishments: readonly EstablishmentData[];
  readonly childminders: { readonly active: number; readonly mostIn: string };
  readonly bodies: readonly BodyData[];
}

export const readSupplyData = (dataDir: string): SupplyData =>
  JSON.parse(readFileSync(join(dataDir, 'providers.json'), 'utf8')) as SupplyData;

/** The data file gives no names: an establishment is called by its kind and its commune. */
const KIND_NAMES: Record<EstablishmentKind, string> = {
  multi_accueil: 'Multi-accueil',
  creche_familiale: 'Crèche familiale',
  micro_creche_psu: 'Micro-crèche',
  micro_creche_paje: 'Micro-crèche (Paje)',
  jardin_enfants: "Jardin d'enfants",
};

const WEEKDAY_SLOTS = SLOTS.slice(0, 10);
const everySlot = (seats: number): Partial<Record<Slot, number>> =>
  Object.fromEntries(WEEKDAY_SLOTS.map((slot) => [slot, seats]));

const weekdaysAt = (hours: DayHours): OpeningWeek =>
  Object.fromEntries(WEEKDAYS.slice(0, 5).map((weekday) => [weekday, hours]));

/** The first day of the known capacities. Earlier ones would answer no present request. */
export const CAPACITY_FROM = '2026-09-01';

/** Loads providers, sections and capacities. Those that exist already keep what people have set. */
export async function seedSupply(tx: Tx, dataDir: string, territory: TerritoryData): Promise<number> {
  const communeName = (code: string): string =>
    territory.communes.find((commune) => commune.inseeCode === code)?.name ?? code;
  const { establishments } = readSupplyData(dataDir);
  for (const data of establishments) {
    const isNew = await tx.insertIfAbsent(Provider, {
      id: data.id,
      kind: 'establishment',
      establishmentKind: data.kind,
      name: joinInFrench(`${KIND_NAMES[data.kind]} de `, communeName(data.commune)),
      communeCode: data.commune,
      funding: data.funding,
      authorisedCapacity: data.authorisedCapacity,
      capacityAssumed: data.capacityAssumed,
      avip: data.avip ?? false,
      overbookingAllowed: false,
      availableFrom: null,
      atypicalHours: false,
      phone: null,
      address: null,
      sectionMove: 'september',
      lastDay: '08-31',
    });
    if (!isNew) continue;
    await tx.insert(OpeningHours, {
      id: newId(),
      providerId: data.id,
      from: CAPACITY_FROM,
      to: null,
      week: weekdaysAt({ start: data.hours[0], end: data.hours[1] }),
    });
    for (const section of data.sections) {
      const id = `${data.id}:${section.id}`;
      await tx.insert(Section, {
        id,
        providerId: data.id,
        code: section.id,
        ageGroup: section.id,
        name: null,
        ageFromMonths: section.ageMonths[0],
        ageToMonths: section.ageMonths[1],
      });
      await tx.insert(Capacity, {
        id: newId(),
        sectionId: id,
        from: CAPACITY_FROM,
        to: null,
        seats: everySlot(section.seats),
      });
    }
  }
  return establishments.length;
}

/**
 * Invents what nobody has said of the offer, for the demonstration and the tests: streets and telephones of the
 * establishments, and childminders. The 146 childminders are known by their number only. Each commune gets its share by
 * population, marked as assumed.
 * @returns how many childminders
 */
export async function inventSupply(tx: Tx, dataDir: string, territory: TerritoryData): Promise<number> {
  for (const [id, contact] of Object.entries(readInventedContacts(dataDir).establishments))
    await tx.update(Provider, { id, phone: IsNull() }, contact);
  const { active } = readSupplyData(dataDir).childminders;
  const total = territory.communes.reduce((sum, commune) => sum + commune.municipalPopulation, 0);
  let count = 0;
  for (const commune of territory.communes) {
    const share = Math.max(1, Math.round((active * commune.municipalPopulation) / total));
    for (let index = 1; index <= share; index += 1) {
      count += 1;
      await tx.insertIfAbsent(Provider, {
        id: `am-${commune.inseeCode}-${String(index).padStart(2, '0')}`,
        kind: 'childminder',
        establishmentKind: null,
        name: `Assistante maternelle ${index}, ${commune.name}`,
        communeCode: commune.inseeCode,
        funding: null,
        authorisedCapacity: 3,
        capacityAssumed: true,
        avip: false,
        overbookingAllowed: false,
        // One in six has a free place from a known day: an assumption of the demonstration.
        availableFrom: index % 6 === 0 ? '2027-01-04' : null,
        atypicalHours: index % 9 === 0,
        phone: null,
        address: null,
        sectionMove: 'september',
        lastDay: '08-31',
      });
    }
  }
  return count;
}
