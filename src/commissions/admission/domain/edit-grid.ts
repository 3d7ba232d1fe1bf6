import { shapesOf } from './criteria.js';
import {
  isBands,
  isGroup,
  type BonusItem,
  type CriteriaGrid,
  type GridGroup,
  type GridLine,
  type GridOption,
  type LineShape,
} from './grid.js';

/** A button of the editor, on the line at `path` (`items.2`, `items.2.options.0`, `items.2.bands.1`, `caps.0`). */
export type GridEdit =
  | { readonly edit: 'remove' | 'up' | 'down'; readonly path: string }
  | { readonly edit: 'band'; readonly path: string }
  | { readonly edit: 'cap' }
  /** Adds a line at the end of the grid, or of the group at `path`. */
  | { readonly edit: 'add'; readonly path: string | null; readonly shape: LineShape; readonly code: string };

const EMPTY: Record<Exclude<LineShape, 'group'>, (code: string) => GridOption | BonusItem> = {
  flat: (code) => ({ code, points: null }),
  bands: (code) => ({ code, bands: [[null, null, null]] }),
  unit: (code) => ({ code, perUnit: null, cap: null }),
  range: (code) => ({ code, range: [null, null], by: [] }),
  bonus: (code) => ({ code, bonus: null }),
};

/** An empty line for a criterion; null when the criterion cannot take that shape. */
export function newLine(shape: LineShape, code: string): GridLine | null {
  if (shape === 'group') return { group: code, options: [] };
  return shapesOf(code).includes(shape) ? EMPTY[shape](code) : null;
}

function listEdited<T>(list: readonly T[], edit: 'remove' | 'up' | 'down', index: number): T[] {
  const rest = list.filter((_, position) => position !== index);
  if (edit === 'remove' || index >= list.length) return rest;
  const to = Math.min(Math.max(0, edit === 'up' ? index - 1 : index + 1), rest.length);
  return [...rest.slice(0, to), list[index]!, ...rest.slice(to)];
}

/** Adds a band that begins where the last one ends. */
function withBand<T extends GridLine>(line: T): T {
  if (!isBands(line)) return line;
  const end = line.bands.at(-1)?.[1] ?? null;
  return { ...line, bands: [...line.bands, [end === null ? null : end + 1, null, null]] };
}

type Change = (line: GridLine) => GridLine;

/** Changes the line at a path. The line may stand in a group. */
function atLine(grid: CriteriaGrid, path: readonly string[], change: Change): CriteriaGrid {
  const inner: Change =
    path[2] === 'options' && path[3] !== undefined
      ? (line) =>
          isGroup(line)
            ? {
                ...line,
                options: line.options.map((option, index) =>
                  index === Number(path[3]) ? (change(option) as GridOption) : option,
                ),
              }
            : line
      : change;
  return { ...grid, items: grid.items.map((line, index) => (index === Number(path[1]) ? inner(line) : line)) };
}

function reordered(grid: CriteriaGrid, edit: 'remove' | 'up' | 'down', path: readonly string[]): CriteriaGrid {
  const index = Number(path.at(-1));
  if (path[0] === 'caps') return { ...grid, caps: listEdited(grid.caps ?? [], edit, index) };
  if (path.length === 2) return { ...grid, items: listEdited(grid.items, edit, index) };
  if (path.at(-2) === 'bands')
    return atLine(grid, path.slice(0, -2), (line) =>
      isBands(line) ? { ...line, bands: listEdited(line.bands, edit, index) } : line,
    );
  return atLine(grid, path.slice(0, 2), (line) =>
    isGroup(line) ? { ...line, options: listEdited(line.options, edit, index) } : line,
  );
}

function added(grid: CriteriaGrid, path: string | null, line: GridLine): CriteriaGrid {
  if (path === null) return { ...grid, items: [...grid.items, line] };
  if (isGroup(line) || 'bonus' in line) return grid;
  return atLine(grid, path.split('.'), (group) =>
    isGroup(group) ? ({ ...group, options: [...group.options, line] } satisfies GridGroup) : group,
  );
}

/** The grid after a button was pressed. A button that no page offers changes nothing. */
export function editGrid(grid: CriteriaGrid, edit: GridEdit): CriteriaGrid {
  switch (edit.edit) {
    case 'cap':
      return { ...grid, caps: [...(grid.caps ?? []), { codes: [], max: null }] };
    case 'band':
      return atLine(grid, edit.path.split('.'), withBand);
    case 'add': {
      const line = newLine(edit.shape, edit.code);
      return line === null ? grid : added(grid, edit.path, line);
    }
    default:
      return reordered(grid, edit.edit, edit.path.split('.'));
  }
}
