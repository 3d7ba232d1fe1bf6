import { AreaHypothesis, ChildrenCount, ZoneScenario } from './zones.entities.js';

/** The tables of this feature. */
export const ZONES_ENTITIES = [ChildrenCount, ZoneScenario, AreaHypothesis];
