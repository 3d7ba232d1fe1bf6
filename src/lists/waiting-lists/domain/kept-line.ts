import { LEFT_OUT, saysHealth, withoutHealth } from './adaptation.js';
import type { Columns, Field } from './columns.js';
import type { ListRow } from './list-row.js';

/** Where people write more than is asked: `arrêt maladie` beside a situation. Names and places are not among them. */
const FREE_WORDS: readonly Field[] = [
  'situation',
  'adult1Situation',
  'adult2Situation',
  'returnsOn',
  'days',
  'hours',
  'wantedFrom',
  'wishes',
  'siblings',
  'siblingReceived',
  'currentCare',
  'familySituation',
];

const ofChild = ({ byField, unknown }: Columns): readonly (string | undefined)[] => [
  byField.observations,
  byField.handicap,
  byField.followUp,
  ...unknown,
];

/**
 * The cells of a line as they are kept, by header: as they were, but for words about health in a remark, beside the
 * answer about an adaptation, or in another cell of free words. A diagnosis is never stored, only that an adaptation
 * may be needed.
 */
export function keptCells(columns: Columns, { cells }: Pick<ListRow, 'cells'>): Record<string, string> {
  const about = ofChild(columns);
  const free = FREE_WORDS.flatMap((field) => columns.byField[field] ?? []);
  const keptCell = (header: string, cell: string): string => {
    if (about.includes(header)) return withoutHealth(cell);
    return free.includes(header) && saysHealth(cell) ? LEFT_OUT : cell;
  };
  return Object.fromEntries(Object.entries(cells).map(([header, cell]) => [header, keptCell(header, cell)]));
}

/** A line of a list as it is kept ({@link keptCells}). */
export function keptLine(columns: Columns, row: ListRow): string {
  return Object.entries(keptCells(columns, row)).reduce<string>((line, [header, kept]) => {
    const cell = row.cells[header] ?? '';
    return kept === cell ? line : line.replaceAll(cell, kept).replaceAll(cell.replaceAll('"', '""'), kept);
  }, row.raw);
}
