import { FEWEST_SHOWN } from '../../../foundation/kernel/small-counts.js';
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
      const next = cellToHide(system, hidden, cell, bounds);
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

/** How far from a cell that is told another is looked for which protects it alone. */
const FARTHEST_RING = 3;

/**
 * The cell to hide next for the sake of one that is told: the smallest of the nearest that protects it alone, so that
 * the least is lost. Where no single one does, the smallest of the nearest. Of equal ones, that of the most detailed table.
 */
function cellToHide(system: CellSystem, hidden: ReadonlySet<number>, told: number, bounds: HiddenCells): number | null {
  const { count } = system.cells[told]!;
  const protects = (candidate: number): boolean => {
    bounds.hide(candidate);
    const isEnough = isKept(count, bounds.boundsOf(told));
    bounds.show(candidate);
    return isEnough;
  };
  const rings = ringsAround(system, hidden, told);
  const near: number[][] = [];
  for (const ring of rings) {
    near.push(ring);
    const enough = ring.find(protects);
    if (enough !== undefined) return enough;
    if (near.length === FARTHEST_RING) break;
  }
  return near[0]?.[0] ?? null;
}

/**
 * Shown cells that stand in a relation with a cell, then those in one with a hidden cell beside it, and so on. Each ring
 * has one at least, the smallest first.
 */
function* ringsAround(
  { cells, relations }: CellSystem,
  hidden: ReadonlySet<number>,
  cell: number,
): Generator<number[]> {
  const seen = new Set<number>();
  let reached = new Set([cell]);
  while (reached.size > 0) {
    const beside = new Set(
      relations.flatMap((relation, index) => {
        if (seen.has(index)) return [];
        const members = [...relation.left, ...relation.right];
        if (!members.some((member) => reached.has(member))) return [];
        seen.add(index);
        return members;
      }),
    );
    const shown = [...beside].filter((member) => !hidden.has(member) && cells[member]!.published === null);
    if (shown.length > 0) yield shown.sort((one, other) => (isBefore(cells[one]!, cells[other]!) ? -1 : 1));
    reached = new Set([...beside].filter((member) => hidden.has(member)));
  }
}

const isBefore = (one: CellSystem['cells'][number], other: CellSystem['cells'][number]): boolean =>
  one.count !== other.count ? one.count < other.count : one.member !== '' && other.member === '';
