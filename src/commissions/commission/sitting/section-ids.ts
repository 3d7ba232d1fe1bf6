import type { Id } from '../../../foundation/kernel/ids.js';
import { plainSection } from '../../../foundation/kernel/reserved-section.js';
import type { Place } from '../../matching/index.js';
import type { Supply } from '../../../offer/supply/index.js';

/** The id of a section, or of reserved places of it. An instance of the engine names it by establishment and code instead. */
export const sectionIdOf = (supply: Supply, place: Pick<Place, 'at' | 'section'> | null): Id | null =>
  place && supply.sectionsOf(place.at).some(({ code }) => code === plainSection(place.section))
    ? `${place.at}:${place.section}`
    : null;
