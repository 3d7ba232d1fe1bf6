import type { Id } from '../../../foundation/kernel/ids.js';
import { addDays } from '../../../foundation/kernel/time.js';
import { figure, type FigureColumn } from './declared-figure.js';
import { withSums, type Standing } from './standing.js';

/** How far ahead a place has to stay free to count as free, today included. */
export const FREE_DAYS = 28;

/** What is free in a standard week, and stays so for four weeks. */
export interface FreePlaces {
  /** Half-days of the week, each seat counted. */
  readonly halfDays: number;
  /** Seats that are free on all half-days on which their section opens. */
  readonly whole: number;
}

const NOTHING: FreePlaces = { halfDays: 0, whole: 0 };

export const addFree = (all: readonly FreePlaces[]): FreePlaces =>
  all.reduce((sum, { halfDays, whole }) => ({ halfDays: sum.halfDays + halfDays, whole: sum.whole + whole }), NOTHING);

/** What is free in one section. One that does not open in these weeks has nothing. */
export async function freeIn(standing: Standing, sectionId: Id): Promise<FreePlaces> {
  const last = addDays(standing.today, FREE_DAYS - 1);
  const seats = await standing.seatsOf(sectionId, last);
  const counts = [...seats.fewestIn(standing.today, last).values()];
  return counts.length === 0
    ? NOTHING
    : { halfDays: counts.reduce((sum, count) => sum + count, 0), whole: Math.min(...counts) };
}

const column = (name: 'halfDays' | 'whole', unit: 'halfDays' | 'places'): FigureColumn<FreePlaces> => ({
  name,
  head: `placeFigures.free.${name}`,
  unit,
  value: (facts) => ({ is: 'count', count: facts[name] }),
  leaves: () => true,
  report: null,
  summed: true,
});

/** Places that are free, by nursery. */
export const FREE_PLACES = figure<FreePlaces>({
  key: 'free',
  caption: 'placeFigures.free.caption',
  sentences: [{ name: 'placeFigures.sheet.free', text: 'placeFigures.free.definition' }],
  columns: [column('halfDays', 'halfDays'), column('whole', 'places')],
  drawn: 'halfDays',
  async count(standing) {
    const rows = new Map<Id, FreePlaces>();
    for (const { id, sections } of standing.nurseries) {
      const free: FreePlaces[] = [];
      for (const section of sections) free.push(await freeIn(standing, section));
      rows.set(id, addFree(free));
    }
    return withSums(standing.nurseries, rows, addFree);
  },
  outside: (rows) => rows,
});
