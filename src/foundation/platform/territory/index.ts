export { holdTerritory, keepTerritory } from './keep-territory.js';
