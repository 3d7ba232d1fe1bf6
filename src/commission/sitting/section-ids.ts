import type { Id } from '../../kernel/ids.js';
import type { Place } from '../../matching/index.js';
import type { Supply } from '../../supply/index.js';

/** An instance names a section by establishment and code; the rest of the house by its id. */
export const sectionIdOf = (supply: Supply, place: Pick<Place, 'at' | 'section'> | null): Id | null =>
  place ? (supply.sectionsOf(place.at).find((section) => section.code === place.section)?.id ?? null) : null;
