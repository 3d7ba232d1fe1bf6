import type { Period } from '../../../foundation/kernel/period.js';
import { addDays, type Day } from '../../../foundation/kernel/time.js';

interface Closable {
  readonly closedFrom: Day | null;
}

/** The first day on which a section receives nobody any more, because it or its establishment closes. */
export function closingDayOf(provider: Closable, section: Closable): Day | null {
  const days = [provider.closedFrom, section.closedFrom].flatMap((day) => day ?? []).sort();
  return days[0] ?? null;
}

export const isClosedOn = ({ closedFrom }: Closable, day: Day): boolean => closedFrom !== null && closedFrom <= day;

/** Periods without the days from a closing on. */
export const beforeClosing = <Row extends Period>(rows: readonly Row[], closedFrom: Day | null): Row[] =>
  closedFrom === null
    ? [...rows]
    : rows
        .filter(({ from }) => from < closedFrom)
        .map((row) => (row.to === null || row.to >= closedFrom ? { ...row, to: addDays(closedFrom, -1) } : row));
