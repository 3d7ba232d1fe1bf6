import type { Id } from '../../kernel/ids.js';
import type { Place } from '../../matching/index.js';
import type { Supply } from '../../supply/index.js';

/** The id of a section. An instance of the engine names it by establishment and code instead. */
export const sectionIdOf = (supply: Supply, place: Pick<Place, 'at' | 'section'> | null): Id | null =>
  place ? (supply.sectionsOf(place.at).find((section) => section.code === place.section)?.id ?? null) : null;
