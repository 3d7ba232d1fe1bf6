import type { Id } from '../../../foundation/kernel/ids.js';
import type { Instance, Places } from '../../matching/index.js';
import { newPlaceOf } from './case-places.js';
import { maskOfNames } from './periods.js';

/** What everybody would get, in the terms of an instance. */
interface Given {
  readonly instance: Instance;
  readonly places: Places;
}

/** The place that is newly given to a child, as one text; empty when none is. */
const placeKey = ({ instance, places }: Given, id: Id): string => {
  const place = newPlaceOf(instance, places, id);
  return place === null ? '' : [place.at, place.section, maskOfNames(place.slots)].join(' ');
};

/** The cases whose proposed place has changed: they have another one, a first one, or none any more. */
export const movedCases = (before: Given, after: Given, ids: readonly Id[]): Id[] =>
  ids.filter((id) => placeKey(before, id) !== placeKey(after, id));
