import type { FigureRows } from './declared-figure.js';
import type { ZoneFacts, ZoneMeasures } from './zone-measures.js';

/** A commune, or several taken as one, with what is measured of it. */
export interface MeasuredZone {
  readonly facts: ZoneFacts;
  readonly measures: ZoneMeasures;
}

/** What stands today, read for the figures that count it. */
export interface Standing {
  readonly zones: () => Promise<FigureRows<MeasuredZone>>;
}
