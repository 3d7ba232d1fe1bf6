import { withoutHealth } from './adaptation.js';
import type { Columns } from './columns.js';
import type { ListRow } from './list-row.js';

/**
 * A line of a list as it is kept: as it was, but for words about health in a remark or beside the answer about an
 * adaptation. A diagnosis is never stored, only that an adaptation may be needed.
 */
export function keptLine({ byField, unknown }: Columns, { raw, cells }: ListRow): string {
  const headers = [byField.observations, byField.handicap, ...unknown].filter((header) => header !== undefined);
  return headers.reduce((line, header) => {
    const cell = cells[header] ?? '';
    const kept = withoutHealth(cell);
    return kept === cell ? line : line.replaceAll(cell, kept).replaceAll(cell.replaceAll('"', '""'), kept);
  }, raw);
}
