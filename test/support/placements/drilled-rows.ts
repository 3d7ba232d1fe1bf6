import { addDays } from '../../../src/foundation/kernel/time.js';
import type { Line, OfferRow, Rows } from './rows.js';
import type { PlacementDrill } from './world.js';

export const isHeld = ({ state }: Line): boolean => state === 'held';
/** The later parts of the place of a line. A child without a known family has one place. */
export const partsAfter = (rows: Rows, line: Line): Line[] =>
  rows.lines.filter(
    (part) =>
      part.child_id === line.child_id && part.offer_id === line.offer_id && part.from > line.from && isHeld(part),
  );
export const partBefore = ({ rows }: PlacementDrill, line: Line): Line | undefined =>
  rows.lines.find(
    (one) =>
      isHeld(one) &&
      one.child_id === line.child_id &&
      one.offer_id === line.offer_id &&
      one.to === addDays(line.from, -1),
  );
/**
 * Whether a part has not begun and its director may change it alone: it is a change of section, or no family is known.
 */
export const isChangeToCome = (world: PlacementDrill, line: Line): boolean =>
  isHeld(line) && line.from > world.today && (line.request_id === null || partBefore(world, line) !== undefined);
export const lineIn = (rows: Rows, id: string): Line => rows.lines.find((line) => line.id === id)!;
export const offerIn = (rows: Rows, id: string): OfferRow => rows.offers.find((offer) => offer.id === id)!;
/** A sentence when something does not hold; nothing when it does. */
export const unless = (holds: boolean, what: string): string[] => (holds ? [] : [what]);
export const is = (line: Line, wanted: Partial<Line>): string[] =>
  Object.entries(wanted).flatMap(([name, value]) =>
    unless(
      line[name as keyof Line] === value,
      `${line.id}: ${name} is ${String(line[name as keyof Line])}, not ${String(value)}`,
    ),
  );
