import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Tx } from '../../foundation/platform/database/index.js';
import { keepFirst, type SettingName } from '../../foundation/platform/settings/index.js';
import { keepTerritory } from '../../foundation/platform/territory/index.js';
import { Commune, FirstDesk, LivingArea } from './persistence/territory.entities.js';

interface CommuneData {
  inseeCode: string;
  name: string;
  postalCodes: string[];
  latitude: number;
  longitude: number;
  municipalPopulation: number;
  insideRpe: boolean;
}
interface DeskData {
  firstDesks: { id: string; name: string; communes?: string[] }[];
  livingAreas: { id: string; name: string; communes: string[] }[];
}

export interface TerritoryData {
  readonly territory: { readonly id: string; readonly name: string };
  readonly communes: readonly CommuneData[];
}

export const readTerritoryData = (dataDir: string): TerritoryData =>
  JSON.parse(readFileSync(join(dataDir, 'communes.json'), 'utf8')) as TerritoryData;

/** Loads communes, living areas and first desks. Existing rows keep what people have set. */
export async function seedTerritory(tx: Tx, dataDir: string): Promise<number> {
  const { communes, territory } = readTerritoryData(dataDir);
  const territoryId = territory.id;
  await keepTerritory(tx, territory);
  await keepFirst(tx, 'territoryName' satisfies SettingName, territory.name);
  const { firstDesks, livingAreas } = JSON.parse(readFileSync(join(dataDir, 'desks.json'), 'utf8')) as DeskData;
  for (const { communes: served, ...desk } of firstDesks) {
    void served;
    await tx.insertIfAbsent(FirstDesk, { ...desk, address: '', phone: '', email: '', territoryId, version: 0 });
  }
  for (const area of livingAreas)
    await tx.insertIfAbsent(LivingArea, { id: area.id, territoryId, name: area.name, version: 0 });
  for (const commune of communes) {
    await tx.insertIfAbsent(Commune, {
      code: commune.inseeCode,
      territoryId,
      name: commune.name,
      postalCodes: commune.postalCodes,
      latitude: String(commune.latitude),
      longitude: String(commune.longitude),
      population: commune.municipalPopulation,
      insideRpe: commune.insideRpe,
      livingAreaId: livingAreas.find((area) => area.communes.includes(commune.inseeCode))?.id ?? null,
      firstDeskId: firstDesks.find((desk) => desk.communes?.includes(commune.inseeCode))?.id ?? 'rpe',
      version: 0,
    });
  }
  return communes.length;
}

/** Contacts that nobody has: streets and telephones invented for the demonstration and the tests. */
interface InventedContacts {
  /** Where members of commissions are written to who have no account. */
  readonly members: { readonly address: string };
  readonly desks: Readonly<Record<string, Pick<FirstDesk, 'address' | 'phone' | 'email'>>>;
  readonly establishments: Readonly<Record<string, { readonly address: string; readonly phone: string }>>;
}

export const readInventedContacts = (dataDir: string): InventedContacts =>
  JSON.parse(readFileSync(join(dataDir, 'demonstration', 'contacts.json'), 'utf8')) as InventedContacts;

/** Gives each desk without a telephone an invented one, for the demonstration and the tests. */
export async function inventDesks(tx: Tx, dataDir: string): Promise<void> {
  for (const [id, contact] of Object.entries(readInventedContacts(dataDir).desks))
    await tx.update(FirstDesk, { id, phone: '' }, contact);
}
