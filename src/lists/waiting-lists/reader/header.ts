import { fieldAsWritten } from '../domain/column-names.js';
import { recogniseColumns, saysWhichChild } from '../domain/columns.js';

/** A header of a list: the line under which its rows begin, and the name of each column. */
export interface Header {
  /** Index of its last line. */
  readonly at: number;
  readonly cells: readonly string[];
}

const TITLE_LINES = 10;
const LEAST_COLUMNS = 3;
const textIn = (cells: readonly string[]): number => cells.filter((cell) => cell !== '').length;

/**
 * The header among the first lines: the first that names the columns of children, with the line of groups above it
 * (`Enfant | | Mère | `), under nothing but titles of one or two cells. Null when no line is one.
 */
export function findHeader(lines: readonly (readonly string[])[]): Header | null {
  const candidates = lines.slice(0, TITLE_LINES).map((cells, at) => {
    const groups = lines[at - 1] ?? [];
    return {
      at,
      cells: isGroups(groups, cells) ? underGroups(groups, cells) : cells,
      hasGroups: isGroups(groups, cells),
    };
  });
  const isHeader = ({ cells }: Header): boolean => {
    const columns = recogniseColumns(cells);
    return saysWhichChild(columns) && countKnown(cells) >= LEAST_COLUMNS;
  };
  const first = candidates.find(isHeader);
  if (!first) return null;
  const next = candidates[first.at + 1];
  const isNext = next?.hasGroups === true && isHeader(next) && countKnown(next.cells) > countKnown(first.cells);
  const found = isNext ? next : first;
  const above = lines.slice(0, found.hasGroups ? found.at - 1 : found.at);
  return above.every((cells) => textIn(cells) <= 2) ? { at: found.at, cells: found.cells } : null;
}

const countKnown = (cells: readonly string[]): number => Object.keys(recogniseColumns(cells).byField).length;

/** Names of groups, fewer than the columns under them, are words. */
const isGroups = (groups: readonly string[], cells: readonly string[]): boolean =>
  textIn(groups) > 0 && textIn(groups) < textIn(cells) && groups.every((cell) => !/\d{2}/.test(cell));

/** `Mère` above `Nom Prénom` is `Mère Nom Prénom`, where that says more. A group goes on to the next one. */
function underGroups(groups: readonly string[], cells: readonly string[]): string[] {
  let group = '';
  return cells.map((cell, index) => {
    group = groups[index] || group;
    if (cell === '') return groups[index] ?? '';
    const whole = `${group} ${cell}`.trim();
    // `L` under `Jours` is one of the days, and no small word.
    return cell.length === 1 || fieldAsWritten(whole) === null ? cell : whole;
  });
}
