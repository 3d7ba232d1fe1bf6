import { Commune, FirstDesk, LivingArea } from './persistence/territory.entities.js';

export { Commune, FirstDesk, LivingArea };
export const TERRITORY_ENTITIES = [Commune, FirstDesk, LivingArea];
export { Territory } from './territory.js';
export { TerritoryModule } from './territory.module.js';
export { readTerritoryData, seedTerritory, type TerritoryData } from './territory.seed.js';
