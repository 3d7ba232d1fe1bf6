import { Injectable } from '@nestjs/common';
import { createHash } from 'node:crypto';
import type { Id } from '../../foundation/kernel/ids.js';
import type { Day } from '../../foundation/kernel/time.js';
import { inSlices } from '../../foundation/platform/threads/index.js';
import { Supply } from '../../offer/supply/index.js';
import { Territory } from '../../territory/territory/index.js';
import type { Columns, ColumnUses } from './domain/columns.js';
import { listName, ownerOfList } from './domain/list-owner.js';
import { plain } from './domain/plain-text.js';
import { planSteps, type PlannedRow } from './domain/plan.js';
import type { RowContext } from './domain/row-cells.js';
import type { ListFile } from './reader/read-list.js';

export interface ListToPlan {
  readonly name: string;
  readonly file: Pick<ListFile, 'headers' | 'rows'>;
  /** The establishment whose list it is; null when it is none's. */
  readonly establishmentId: Id | null;
  readonly uses: ColumnUses;
  readonly importedOn: Day;
  /** The lines of families that no longer wait which a person takes all the same. */
  readonly takenAnyway?: readonly number[];
}

/** A row with the values that distinguish it from every other row of its list. */
export interface NumberedRow extends PlannedRow {
  /** 1 for the first row with this content, 2 for the next one with the same. */
  readonly occurrence: number;
  /** The same at every import of the list, whatever the file. */
  readonly fingerprint: string;
  /** The fingerprint of the first row with this content, which may be the row itself. */
  readonly firstFingerprint: string;
}

/**
 * Whether the row says only what another row of its list has said already. Where no first name is given, it may be about
 * a twin: it becomes a request, for a person to judge.
 */
export const isWrittenTwice = ({ occurrence, reading }: Pick<NumberedRow, 'occurrence' | 'reading'>): boolean =>
  occurrence > 1 && (reading.kind !== 'request' || reading.form.children[0]!.firstName !== null);

export const fingerprintsOf = (rows: readonly NumberedRow[]): string[] => rows.map(({ fingerprint }) => fingerprint);

export interface ListPlan {
  /** A name of the list that stays the same whatever the file is called. */
  readonly source: string;
  readonly columns: Columns;
  readonly rows: readonly NumberedRow[];
}

export const hash = (text: string): string => createHash('sha256').update(text).digest('hex');

/**
 * Reads a list row by row. The command, the preview, the import and the correction of rows all use this one reading.
 */
@Injectable()
export class ListPlans {
  constructor(
    private readonly territory: Territory,
    private readonly supply: Supply,
  ) {}

  ownerOf(fileName: string): Id | null {
    return ownerOfList(fileName, this.territory.communes(), this.supply.establishments());
  }

  async planList({ name, file, establishmentId, uses, importedOn, takenAnyway = [] }: ListToPlan): Promise<ListPlan> {
    const source = establishmentId ?? plain(listName(name));
    const context = this.contextOf(establishmentId, importedOn);
    const { columns, rows } = await inSlices(planSteps(file, source, context, uses));
    return {
      source,
      columns,
      rows: numbered(
        rows.map((row) => takeAnyway(row, takenAnyway)),
        source,
      ),
    };
  }

  private contextOf(sourceProviderId: Id | null, importedOn: Day): RowContext {
    const communes = this.territory.communes().map(({ code, ...commune }) => ({ inseeCode: code, ...commune }));
    return { communes, establishments: this.supply.establishments(), importedOn, sourceProviderId };
  }
}

/** The row as the request that it was, where a person takes it although the list says that nobody waits. */
const takeAnyway = (planned: PlannedRow, lines: readonly number[]): PlannedRow =>
  planned.reading.kind === 'withdrawn' && lines.includes(planned.row.line)
    ? { ...planned, reading: planned.reading.request }
    : planned;

/** Counts how many times a list has said the same thing. */
function numbered(rows: readonly PlannedRow[], source: string): NumberedRow[] {
  const seen = new Map<string, number>();
  return rows.map((planned) => {
    const { key, row } = planned;
    // A blank line has no content, so it is known by its position in the list.
    if (key === null) return once(planned, hash(`${source}|blank|${row.line}`));
    const occurrence = (seen.get(key) ?? 0) + 1;
    seen.set(key, occurrence);
    return {
      ...once(planned, hash(key)),
      occurrence,
      fingerprint: hash(occurrence === 1 ? key : `${key}|${occurrence}`),
    };
  });
}

const once = (planned: PlannedRow, fingerprint: string): NumberedRow => ({
  ...planned,
  occurrence: 1,
  fingerprint,
  firstFingerprint: fingerprint,
});
