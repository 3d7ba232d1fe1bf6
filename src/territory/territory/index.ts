export type { FirstDesk } from './persistence/territory.entities.js';
export { CommuneMap } from './commune-map.js';
export { TERRITORY_ENTITIES } from './persistence/tables.js';
export { findCommune } from './read-territory.js';
export { Territory } from './territory.js';
export { TerritoryUses } from './territory-uses.js';
export { TerritoryModule } from './territory.module.js';
export {
  inventDesks,
  readInventedContacts,
  readTerritoryData,
  seedTerritory,
  type TerritoryData,
} from './territory.seed.js';
