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

/** What importing a list would do, row by row, before anything is written. `source` names the list, not the file. */
export function planImport(
  list: { headers: readonly string[]; rows: readonly ListRow[] },
  source: string,
  context: RowContext,
  uses: ColumnUses = {},
): ImportPlan {
  const recognised = recogniseColumns(list.headers, uses);
  const firstLines = new Map<string, number>();
  const filled = fillCommunes(recognised, fillFromAbove(recognised, list.rows), context.communes);
  const { columns } = filled;
  const rows = filled.rows.map((row): PlannedRow => {
    const reading = readRow(columns, row, context);
    const kept = keptLine(columns, row);
    if (reading.kind === 'blank') return { row, kept, reading, key: null, sameAsLine: null };
    const key = row.reason === null ? rowKey(source, row.cells) : rowKey(source, { raw: row.raw });
    const sameAsLine = firstLines.get(key) ?? null;
    if (sameAsLine === null) firstLines.set(key, row.line);
    return { row, kept, reading, key, sameAsLine };
  });
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
