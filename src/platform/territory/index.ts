export { currentTerritory, TerritoryColumn, TerritoryRow } from './territory-row.entity.js';
