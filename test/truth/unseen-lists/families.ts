import { addDays, type Day } from '../../../src/foundation/kernel/time.js';
import { drawChild, drawFather, drawMother, drawSurname } from './people.js';
import type { Chance } from './writing.js';

export const IMPORTED_ON: Day = '2026-11-24';

/** What a person reads in one row, field by field. Only the fields that the layout writes are there. */
export type Truth = Record<string, unknown>;
/** What the cells of one subject say (the child, the adults…), by the column they stand in. */
export interface Part {
  readonly cells: Readonly<Record<string, string>>;
  readonly truth: Truth;
  readonly doubts: readonly string[];
}

export interface Family {
  readonly surname: string;
  readonly firstName: string;
  readonly mother: string;
  readonly father: string;
  readonly birth: Day;
  readonly unborn: boolean;
}

export function drawFamily(chance: Chance): Family {
  const unborn = chance.once(6);
  const birth = unborn ? addDays(IMPORTED_ON, chance.between(5, 150)) : addDays(IMPORTED_ON, -chance.between(20, 950));
  return {
    surname: drawSurname(chance),
    firstName: drawChild(chance),
    mother: drawMother(chance),
    father: drawFather(chance),
    birth,
    unborn,
  };
}

export const part = (cells: Part['cells'], truth: Truth, ...doubts: (string | false)[]): Part => ({
  cells,
  truth,
  doubts: doubts.filter((doubt) => doubt !== false),
});
