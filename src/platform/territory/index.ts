export { currentTerritory, TerritoryColumn } from './current-territory.js';
export { keepTerritory } from './keep-territory.js';
