import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Tx } from '../platform/database/index.js';
import { keepTerritory } from '../platform/territory/index.js';
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
  firstDesks: { id: string; name: string; address: string; phone: string; email: string; communes?: string[] }[];
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
  const { firstDesks, livingAreas } = JSON.parse(readFileSync(join(dataDir, 'desks.json'), 'utf8')) as DeskData;
  for (const { communes: served, ...desk } of firstDesks) {
    void served;
    await tx.insertIfAbsent(FirstDesk, { ...desk, territoryId, version: 0 });
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
