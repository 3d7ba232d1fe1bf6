import type { Day } from '../../kernel/time.js';
import type { Weekday } from '../../kernel/week-schedule.js';
import { readObservation } from './adaptation.js';
import type { Columns } from './columns.js';
import { isLongBeforeBirth, readRequestedOn } from './dates.js';
import { EMPTY_FORM, type ChildForm, type DossierForm, type WishForm } from './dossier-words.js';
import { Findings, type Gap, type Problem } from './findings.js';
import type { ListRow } from './list-row.js';
import { readAdults } from './read-adults.js';
import { namesAChild, readChild } from './read-child.js';
import { readNeed } from './read-need.js';
import { whyUnreadable } from './unreadable.js';
import { cellsOf, type RowCells, type RowContext } from './row-cells.js';

export interface RequestReading {
  readonly kind: 'request';
  /** The form of one child. */
  readonly form: DossierForm;
  readonly requestedOn: Day | null;
  readonly gaps: Gap[];
  readonly problems: Problem[];
  /** Words for the desk alone; never anything on health. */
  readonly note: string | null;
  readonly daysWanted: Weekday[];
  /** Fields whose date stands for a whole month. */
  readonly approximate: string[];
}

export type RowReading =
  { readonly kind: 'blank' } | { readonly kind: 'unreadable'; readonly problems: Problem[] } | RequestReading;

/**
 * Interprets one row of a waiting list. A cell that cannot be read is a problem and a missing answer, and the dossier
 * is then incomplete. A row is unreadable only when nobody could tell which child it is about, or when it is not a
 * request. Nothing is guessed.
 */
export function readRow(columns: Columns, row: ListRow, context: RowContext): RowReading {
  if (row.blank) return { kind: 'blank' };
  const cells = cellsOf(columns, row);
  const findings = new Findings();
  const child = readChild(cells, context.importedOn, findings);
  const adults = readAdults(cells, child, context, findings);
  const { need, daysWanted } = readNeed(cells, child, context, findings);
  const requestedOn = readRequest(cells, child, context, findings);
  const form = { ...EMPTY_FORM, adults, children: [{ ...child, need, wishes: wishesOf(context, findings) }] };

  const reason = whyUnreadable(row, form, namesAChild(cells));
  if (reason !== null)
    return { kind: 'unreadable', problems: [{ field: 'row', value: row.raw, reason }, ...findings.problems] };
  keepUnknownCells(columns, row, findings);
  const note = findings.notes.length === 0 ? null : findings.notes.join('\n');
  const { gaps, problems, approximate } = findings;
  return { kind: 'request', form, requestedOn, gaps, problems, note, daysWanted, approximate };
}

/**
 * The date of the request. It decides between families, so a date long before the child is kept but marked as
 * doubtful.
 */
function readRequest(cells: RowCells, child: ChildForm, { importedOn }: RowContext, findings: Findings): Day | null {
  const written = cells('requestedOn');
  const date = findings.takeCell('requestedOn', written, (text) => readRequestedOn(text, importedOn));
  if (date?.approximate) findings.approximate.push('requestedOn');
  const birth = child.birthDate ?? child.dueDate;
  if (date && birth !== null && isLongBeforeBirth(date.day, birth))
    findings.addProblem('requestedOn', written, 'long_before_birth');
  findings.missingWhen(date === null, 'requestedOn');
  return date?.day ?? null;
}

function wishesOf({ sourceProviderId }: RowContext, findings: Findings): WishForm[] {
  findings.missingWhen(!sourceProviderId, 'wishes');
  return sourceProviderId ? [{ mode: 'establishment', providerId: sourceProviderId, communeCode: null }] : [];
}

function keepUnknownCells(columns: Columns, row: ListRow, findings: Findings): void {
  for (const header of columns.unknown) {
    const { note, healthLeftOut } = readObservation(row.cells[header] ?? '');
    if (note !== null) findings.notes.push(`${header} : ${note}`);
    if (healthLeftOut) findings.addProblem(header, '', 'health_detail_not_kept');
  }
}
