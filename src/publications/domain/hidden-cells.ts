import { FEWEST_SHOWN } from '../../kernel/small-counts.js';
import type { Bounds, CellSystem, HiddenCells } from './cells.js';

/**
 * Whether a reader is left as uncertain as the count being hidden says. A small count may still be anything that is
 * small. One that is hidden for the sake of others may be as many numbers.
 */
export const isKept = (count: number, { least, most }: Bounds): boolean =>
  count < FEWEST_SHOWN ? least <= 0 && most >= FEWEST_SHOWN - 1 : most - least >= FEWEST_SHOWN - 1;

/**
 * Places of the cells that a publication does not show (secret statistique): each small count, and as many others as
 * it takes for nobody to compute one from the rest. What was published before stays, and counts among the rest.
 * @param open how hidden cells are bounded
 */
export function hideCells(
  system: CellSystem,
  open: (system: CellSystem, hidden: ReadonlySet<number>) => HiddenCells,
): Set<number> {
  const { cells } = system;
  const hidden = new Set(
    cells.flatMap(({ count, published }, cell) =>
      published === 'hidden' || (published === null && count < FEWEST_SHOWN) ? [cell] : [],
    ),
  );
  const bounds = open(system, hidden);
  try {
    // Hiding one more only widens the bounds of the others: a cell that is kept once stays so.
    const told = [...hidden].reverse();
    while (told.length > 0) {
      const cell = told.at(-1)!;
      if (isKept(cells[cell]!.count, bounds.boundsOf(cell))) {
        told.pop();
        continue;
      }
      const next = cellToHide(system, hidden, cell);
      // Everything that it is computed from was published before, or is hidden: nothing of this publication tells it.
      if (next === null) {
        told.pop();
        continue;
      }
      hidden.add(next);
      bounds.hide(next);
      told.unshift(next);
    }
    return hidden;
  } finally {
    bounds.close();
  }
}

/**
 * A shown cell that stands in a relation with a cell that is told, or else with one that is hidden beside it, and so
 * on: the smallest, so that the least is lost. Of equal ones, that of the most detailed table.
 */
function cellToHide({ cells, relations }: CellSystem, hidden: ReadonlySet<number>, told: number): number | null {
  const seen = new Set<number>();
  let reached = new Set([told]);
  while (reached.size > 0) {
    const beside = relations.flatMap((relation, index) => {
      if (seen.has(index)) return [];
      const members = [...relation.left, ...relation.right];
      if (!members.some((cell) => reached.has(cell))) return [];
      seen.add(index);
      return members;
    });
    const shown = beside.filter((cell) => !hidden.has(cell) && cells[cell]!.published === null);
    if (shown.length > 0)
      return shown.reduce((best, cell) => (isBefore(cells[cell]!, cells[best]!) ? cell : best), shown[0]!);
    reached = new Set(beside.filter((cell) => hidden.has(cell)));
  }
  return null;
}

const isBefore = (one: CellSystem['cells'][number], other: CellSystem['cells'][number]): boolean =>
  one.count !== other.count ? one.count < other.count : one.member !== '' && other.member === '';
