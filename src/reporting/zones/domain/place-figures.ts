import type { DeclaredFigure } from './declared-figure.js';
import { CAN_WAIT } from './can-wait.js';
import { EMPTY_MONTHS } from './empty-months.js';
import { FREE_PLACES } from './free-places.js';
import { WAITED_PLACES } from './waited-places.js';

/** The figures of places and of who waits for them, in the order of their page. A new one is one line here. */
export const PLACE_FIGURES: readonly DeclaredFigure[] = [FREE_PLACES, WAITED_PLACES, EMPTY_MONTHS, CAN_WAIT];
