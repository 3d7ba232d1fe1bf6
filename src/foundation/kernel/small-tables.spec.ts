import { describe, expect, it } from '../../../test/support/runner.js';
import { FEWEST_SHOWN } from './small-counts.js';
import { shownTable, type ShownTable } from './small-tables.js';

/** Every table of so many rows and columns whose counts go up to `most`. */
function* tables(rows: number, columns: number, most: number): Generator<number[][]> {
  const counts = Array.from({ length: rows * columns }, () => 0);
  for (;;) {
    yield Array.from({ length: rows }, (_, row) => counts.slice(row * columns, (row + 1) * columns));
    const at = counts.findIndex((count) => count < most);
    if (at < 0) return;
    counts.fill(0, 0, at);
    counts[at]! += 1;
  }
}

const sumOf = (counts: readonly number[]): number => counts.reduce((sum, count) => sum + count, 0);
const shownIn = (shown: ShownTable): (number | null)[] => [
  ...shown.cells.flat(),
  ...shown.rows,
  ...shown.columns,
  shown.total,
];

describe('tables that may be shown', () => {
  it('are shown whole where nothing is few', () => {
    expect(
      shownTable([
        [9, 8],
        [7, 6],
      ]),
    ).toEqual({
      cells: [
        [9, 8],
        [7, 6],
      ],
      rows: [17, 13],
      columns: [16, 14],
      total: 30,
    });
  });

  it('hide what is few, and what would tell it by its row or by its column', () => {
    const shown = shownTable([
      [3, 20, 30],
      [20, 30, 40],
      [30, 40, 50],
    ]);
    expect(shown.cells).toEqual([
      [null, null, 30],
      [null, null, 40],
      [30, 40, 50],
    ]);
    expect([shown.rows, shown.columns, shown.total]).toEqual([[53, 90, 120], [53, 90, 120], 263]);
  });

  it('of few in all, nothing', () =>
    expect(
      shownIn(
        shownTable([
          [1, 2],
          [0, 1],
        ]),
      ).every((count) => count === null),
    ).toBe(true));
  it('of no row, nothing', () => expect(shownTable([]).cells).toEqual([]));

  it('show nothing under five', () => {
    const few = [...tables(2, 2, 9)].filter((counts) =>
      shownIn(shownTable(counts)).some((count) => count !== null && count < FEWEST_SHOWN),
    );
    expect(few).toEqual([]);
  });

  it('leave each hidden count open: another table shows the same, in which it is another', () => {
    let seed = 7;
    const random = (below: number): number => (seed = (seed * 48_271) % 2_147_483_647) % below;
    const changes = [...tables(3, 3, 2)].map((table) => table.map((row) => row.map((change) => change - 1)));
    for (let round = 0; round < 250; round += 1) {
      const most = [6, 9, 14, 40][round % 4]!;
      const counts = Array.from({ length: 3 }, () => Array.from({ length: 3 }, () => random(most)));
      const shown = shownTable(counts);
      const open = new Set(
        changes
          .filter((change) => showsTheSame(shown, counts, change))
          .flatMap((change) => change.flat().flatMap((by, index) => (by === 0 ? [] : [index]))),
      );
      const told = shown.cells.flat().flatMap((count, index) => (count === null && !open.has(index) ? [index] : []));
      expect([counts, told]).toEqual([counts, []]);
    }
  });
});

function showsTheSame(
  { cells, rows, columns, total }: ShownTable,
  counts: readonly (readonly number[])[],
  change: readonly (readonly number[])[],
): boolean {
  const stays = (shown: number | null, by: number): boolean => shown === null || by === 0;
  return (
    cells.every((row, r) =>
      row.every((cell, c) => stays(cell, change[r]![c]!) && counts[r]![c]! + change[r]![c]! >= 0),
    ) &&
    rows.every((row, r) => stays(row, sumOf(change[r]!))) &&
    columns.every((column, c) => stays(column, sumOf(change.map((row) => row[c]!)))) &&
    stays(total, sumOf(change.flat()))
  );
}
