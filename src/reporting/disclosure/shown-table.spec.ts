import { describe, expect, it } from '../../../test/support/runner.js';
import { FEWEST_SHOWN } from '../../foundation/kernel/small-counts.js';
import { shownTable } from '../../foundation/kernel/small-tables.js';
import { Chance } from '../../../test/support/population/chance.js';
import { CellBounds, loadSolver } from './cell-bounds.js';
import type { Cell, CellSystem, Relation } from './domain/cells.js';
import { isKept } from './domain/hidden-cells.js';

const solver = await loadSolver();
const TABLES = Number(process.env['PUBLICATIONS'] ?? 6) * 10;

/** A table, its sums included, as a reader knows it who reckons with all of it at once. */
function systemOf(counts: readonly (readonly number[])[]): { system: CellSystem; hidden: Set<number> } {
  const { cells: shown, rows, columns, total } = shownTable(counts);
  const width = counts[0]!.length + 1;
  const sum = (all: readonly number[]): number => all.reduce((a, b) => a + b, 0);
  const sums = counts[0]!.map((_, column) => sum(counts.map((row) => row[column]!)));
  const whole = [...counts, sums].map((row) => [...row, sum(row)]);
  const told = [...shown.map((row, index) => [...row, rows[index]!]), [...columns, total]].flat();
  const cells = whole.flatMap((row, member) =>
    row.map((count, category): Cell => {
      return { table: '', member: String(member), category: String(category), count, published: null };
    }),
  );
  const relations: Relation[] = [
    ...whole.map((_, row) => rowFrom(row * width, 1, width)),
    ...whole[0]!.map((_, column) => rowFrom(column, width, whole.length)),
  ];
  return {
    system: { cells, relations },
    hidden: new Set(told.flatMap((count, place) => (count === null ? [place] : []))),
  };
}

/** The last of so many places is the sum of the others. */
const rowFrom = (first: number, step: number, length: number): Relation => {
  const places = Array.from({ length }, (_, index) => first + index * step);
  return { left: places.slice(0, -1), right: [places.at(-1)!], kind: 'equal' };
};

describe('a table with the sums of its rows and columns', () => {
  it('leaves a reader who solves it as a linear program with any number from 0 to 4 for each small count', () => {
    const chance = new Chance(11);
    for (let round = 0; round < TABLES; round += 1) {
      const [height, width, most] = [1 + chance.below(15), 1 + chance.below(7), [3, 8, 20, 60][round % 4]!];
      const counts = Array.from({ length: height }, () => Array.from({ length: width }, () => chance.below(most)));
      const { system, hidden } = systemOf(counts);
      const bounds = new CellBounds(solver, system, hidden);
      const told = [...hidden].flatMap((place) => {
        const { count, member, category } = system.cells[place]!;
        const found = bounds.boundsOf(place);
        return isKept(count, found) ? [] : [{ counts, member, category, found }];
      });
      bounds.close();
      expect(told).toEqual([]);
      const smallOnesShown = system.cells.filter(({ count }, place) => count < FEWEST_SHOWN && !hidden.has(place));
      expect(smallOnesShown).toEqual([]);
    }
  });
});
