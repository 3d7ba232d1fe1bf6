import { recogniseColumns, type Columns, type ColumnUses } from './columns.js';
import { fillCommunes } from './commune-above.js';
import { keptLine } from './kept-line.js';
import type { ListRow } from './list-row.js';
import { readRow, type RowReading } from './read-row.js';
import type { RowContext } from './row-cells.js';
import { rowKey } from './row-key.js';
import { fillFromAbove } from './same-family.js';

export interface PlannedRow {
  readonly row: ListRow;
  /** Its text as it is kept ({@link keptLine}). */
  readonly kept: string;
  readonly reading: RowReading;
  /** The key of the row ({@link rowKey}); null for a blank row. */
  readonly key: string | null;
  /** The earlier line of this file that says exactly the same; null for the first one. */
  readonly sameAsLine: number | null;
}

export interface ImportPlan {
  readonly columns: Columns;
  readonly rows: PlannedRow[];
  /** `requests` counts the repeated ones too: rows = blank + unreadable + withdrawn + requests. */
  readonly counts: {
    rows: number;
    blank: number;
    unreadable: number;
    withdrawn: number;
    requests: number;
    repeated: number;
  };
}

/** {@link planSteps} all at once, for who has nothing else to do meanwhile. */
export function planImport(...list: Parameters<typeof planSteps>): ImportPlan {
  const steps = planSteps(...list);
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}

/**
 * What importing a list would do, before anything is written, in steps of one row: a list may have thousands, and others
 * are answered meanwhile. `source` names the list, not the file.
 */
export function* planSteps(
  list: { headers: readonly string[]; rows: readonly ListRow[] },
  source: string,
  context: RowContext,
  uses: ColumnUses = {},
): Generator<void, ImportPlan> {
  const recognised = recogniseColumns(list.headers, uses);
  const firstLines = new Map<string, number>();
  const filled = fillCommunes(recognised, fillFromAbove(recognised, list.rows), context.communes);
  const { columns } = filled;
  const planRow = (row: ListRow): PlannedRow => {
    const reading = readRow(columns, row, context);
    const kept = keptLine(columns, row);
    if (reading.kind === 'blank') return { row, kept, reading, key: null, sameAsLine: null };
    const key = row.reason === null ? rowKey(source, row.cells) : rowKey(source, { raw: row.raw });
    const sameAsLine = firstLines.get(key) ?? null;
    if (sameAsLine === null) firstLines.set(key, row.line);
    return { row, kept, reading, key, sameAsLine };
  };
  const rows: PlannedRow[] = [];
  for (const row of filled.rows) {
    rows.push(planRow(row));
    yield;
  }
  const ofKind = (kind: RowReading['kind']): number => rows.filter(({ reading }) => reading.kind === kind).length;
  const repeated = rows.filter(({ sameAsLine }) => sameAsLine !== null).length;
  const counts = {
    rows: rows.length,
    blank: ofKind('blank'),
    unreadable: ofKind('unreadable'),
    withdrawn: ofKind('withdrawn'),
    requests: ofKind('request'),
    repeated,
  };
  return { columns, rows, counts };
}
