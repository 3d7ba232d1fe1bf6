import { TerritoryChange } from './territory-change.entity.js';
import { Commune, FirstDesk, LivingArea } from './territory.entities.js';

/** The tables of this feature. Other features know the types of their rows only. */
export const TERRITORY_ENTITIES = [Commune, FirstDesk, LivingArea, TerritoryChange];
