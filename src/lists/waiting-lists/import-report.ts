import type { Id } from '../../foundation/kernel/ids.js';
import type { Day } from '../../foundation/kernel/time.js';
import type { SheetChoice } from './domain/sheet-choice.js';
import type { ImportOutcome } from './persistence/import.entities.js';

/** What an import did with one line. */
export interface ReportedRow {
  readonly line: number;
  readonly outcome: ImportOutcome;
  /** Each cell that could not be used, or is in doubt. `reason` is a code of the catalogue. */
  readonly problems: readonly { readonly field: string; readonly value: string; readonly reason: string }[];
  readonly requestId: Id | null;
  /** The family already had a dossier: the child was added to it. */
  readonly addedToDossier: boolean;
  readonly possibleDuplicates: number;
}

/** `created` + `incomplete` + `joined` + `repeated` + `blank` + `unreadable` + `withdrawn` = `rows`. */
export interface ImportCounts {
  readonly rows: number;
  readonly created: number;
  readonly incomplete: number;
  /** Rows whose child already had a request. The wish was added to it. */
  readonly joined: number;
  readonly repeated: number;
  readonly blank: number;
  readonly unreadable: number;
  /** Rows of families that no longer wait, as the list says: they became no request. */
  readonly withdrawn: number;
  /** Of the created requests, those whose family already had a dossier. */
  readonly addedToDossier: number;
  /** Pairs for a person to judge. */
  readonly possibleDuplicates: number;
}

export interface ImportReport {
  readonly fileName: string;
  readonly importedOn: Day;
  /** The establishment whose list it is; null when neither the name of the file nor a person says it. */
  readonly establishmentId: Id | null;
  readonly encoding: string;
  readonly separator: string;
  /** Which sheet was read; null for a file of text. */
  readonly workbook: SheetChoice | null;
  /** Columns nobody recognised: their cells are kept in the desk's note. */
  readonly unknownColumns: readonly string[];
  readonly dryRun: boolean;
  /** Null when nothing was new. */
  readonly batchId: Id | null;
  readonly counts: ImportCounts;
  readonly rows: readonly ReportedRow[];
}

export function countsOf(rows: readonly ReportedRow[]): ImportCounts {
  const of = (...outcomes: ImportOutcome[]): number => rows.filter(({ outcome }) => outcomes.includes(outcome)).length;
  return {
    rows: rows.length,
    created: of('created', 'same_dossier'),
    incomplete: of('incomplete'),
    joined: of('joined'),
    repeated: of('repeated'),
    blank: of('blank'),
    unreadable: of('unreadable'),
    withdrawn: of('withdrawn'),
    addedToDossier: rows.filter((row) => row.addedToDossier).length,
    possibleDuplicates: rows.reduce((sum, row) => sum + row.possibleDuplicates, 0),
  };
}
