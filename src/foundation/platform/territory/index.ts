export { currentTerritory, TerritoryColumn } from './current-territory.js';
export { holdTerritory, keepTerritory } from './keep-territory.js';
