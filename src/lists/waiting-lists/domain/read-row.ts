import type { Day } from '../../../foundation/kernel/time.js';
import type { Weekday } from '../../../foundation/kernel/week-schedule.js';
import { readObservation, withoutHealth } from './adaptation.js';
import type { Columns } from './columns.js';
import { isLongBeforeBirth, readRequestedOn } from './dates.js';
import {
  EMPTY_ADULT,
  EMPTY_FORM,
  type AdultForm,
  type ChildForm,
  type DossierForm,
  type HouseholdForm,
  type WishForm,
} from './dossier-words.js';
import { Findings, type Gap, type Problem } from './findings.js';
import { hideAddress } from './hidden-address.js';
import type { ListRow } from './list-row.js';
import { FAMILY_WORDS, readFamilyColumns, type FamilyColumns } from './family-columns.js';
import { partMixedCells } from './mixed-cells.js';
import { readAdults } from './read-adults.js';
import { namesAChild, readChild } from './read-child.js';
import { readNeed } from './read-need.js';
import { readRemark, type RemarkFacts } from './remark-facts.js';
import { whyUnreadable } from './unreadable.js';
import { cellsOf, type RowCells, type RowContext } from './row-cells.js';
import { readWishes } from './wishes.js';
import { withdrawnReason, type WithdrawnReason } from './withdrawn.js';

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

/** A line of a family that no longer waits: a person decides whether it is taken all the same. */
export interface WithdrawnReading {
  readonly kind: 'withdrawn';
  readonly why: WithdrawnReason;
  /** The words that say so. */
  readonly words: string;
  /** What the line asked for. */
  readonly request: RequestReading;
  readonly problems: Problem[];
}

export type RowReading =
  | { readonly kind: 'blank' }
  | { readonly kind: 'unreadable'; readonly problems: Problem[] }
  | WithdrawnReading
  | RequestReading;

/**
 * Interprets one row of a waiting list. A cell that cannot be read is a problem and a missing answer, and the dossier
 * is then incomplete. A row is unreadable only when nobody could tell which child it is about, or when it is not a
 * request. Nothing is guessed.
 */
export function readRow(columns: Columns, row: ListRow, context: RowContext): RowReading {
  if (row.blank || row.isTitle) return { kind: 'blank' };
  const cells = partMixedCells(cellsOf(columns, row), context);
  const findings = new Findings();
  const child = readChild(cells, context.importedOn, findings);
  const remarks = remarksOf(columns, cells, row);
  const remark = readRemark(remarks, context);
  const described = hideAddress(readAdults(cells, child, context, findings), cells, remarks, findings);
  const adults = withHours(described, remark);
  const family = readFamilyColumns(cells, context, findings);
  const household = readHousehold(remark, family.household, adults, findings);
  const { need, daysWanted } = readNeed(cells, child, context, findings);
  const requestedOn = readRequest(cells, child, context, findings);
  const wishes = readWanted(cells, context, findings);
  const currentCare = family.currentCare ?? remark.currentCare;
  const form: DossierForm = {
    ...EMPTY_FORM,
    adults,
    household,
    children: [{ ...child, ...siblingOf(remark, family.child), need: { ...need, currentCare }, wishes }],
  };
  if (row.aboveFilled) findings.addProblem('family', '', 'family_above');
  if (row.communeAbove) findings.addProblem('household.commune', cells('commune'), 'commune_above');

  const reason = whyUnreadable(row, form, namesAChild(cells));
  const withdrawn = readWithdrawn(columns, cells, row);
  // A name alone beside `annulé` is a request of old, where without it it would be a title or a total.
  if (reason !== null && (reason !== 'only_a_name' || withdrawn === null))
    return { kind: 'unreadable', problems: [{ field: 'row', value: row.raw, reason }, ...findings.problems] };
  keepUnknownCells(columns, row, findings);
  const note = findings.notes.length === 0 ? null : findings.notes.join('\n');
  const { gaps, problems, approximate } = findings;
  const request: RequestReading = { kind: 'request', form, requestedOn, gaps, problems, note, daysWanted, approximate };
  return withdrawn === null ? request : { kind: 'withdrawn', ...withdrawn, request, problems };
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

/** The wishes that the row tells; where it tells none, its list counts as a wish. */
function readWanted(cells: RowCells, context: RowContext, findings: Findings): WishForm[] {
  const written = cells('wishes');
  const { wishes, isUnclear } = readWishes(written, context);
  if (isUnclear) findings.addProblem('wishes', written, 'which_establishment');
  const all = wishes.length > 0 ? wishes : wishesOf(context);
  findings.missingWhen(all.length === 0, 'wishes');
  return all;
}

const wishesOf = ({ sourceProviderId }: RowContext): WishForm[] =>
  sourceProviderId ? [{ mode: 'establishment', providerId: sourceProviderId, communeCode: null }] : [];

/** The free words of a row. */
const remarksOf = ({ unknown }: Columns, cells: RowCells, row: ListRow): string =>
  [
    ...(['observations', 'situation', 'adult1', 'adult2', ...FAMILY_WORDS] as const).map(cells),
    ...unknown.map((header) => row.cells[header] ?? ''),
  ].join('\n');

/** The hours of the only adult named, where nothing says that they are another's. */
const withHours = ([first, ...others]: AdultForm[], { atypicalHours }: RemarkFacts): AdultForm[] =>
  first && others.length === 0 && atypicalHours?.role === null
    ? [{ ...first, atypicalHours: true }]
    : [first ?? EMPTY_ADULT, ...others];

/**
 * `maman solo` beside `en couple` is no answer. Beside a second adult at home it is kept, and a person asks which of the
 * two is true (`household.loneWithAnother`).
 */
function readHousehold(
  remark: RemarkFacts,
  columns: FamilyColumns['household'],
  adults: readonly AdultForm[],
  findings: Findings,
): HouseholdForm {
  const isLone = remark.loneParent === true || columns.loneParent === true;
  const isContradicted = isLone && (adults.length > 1 || columns.loneParent === false);
  if (isContradicted) findings.addProblem('household.loneParent', '', 'lone_beside_another');
  return {
    ...EMPTY_FORM.household,
    loneParent: isContradicted && columns.loneParent === false ? null : isLone || columns.loneParent,
    custody: columns.custody ?? remark.custody,
    dependentChildren: columns.dependentChildren ?? remark.dependentChildren,
  };
}

/** What columns and a remark tell of a brother or sister. A place where one goes tells more. */
function siblingOf({ sibling }: RemarkFacts, columns: FamilyColumns['child']): FamilyColumns['child'] {
  if (sibling === null || columns.siblingProviderId !== null) return columns;
  return { siblingReceived: true, siblingProviderId: sibling.providerId };
}

/** Told in what became of the request, in a remark, or in the cell of a column that nobody knows. */
function readWithdrawn(
  { byField, unknown }: Columns,
  cells: RowCells,
  row: ListRow,
): Pick<WithdrawnReading, 'why' | 'words'> | null {
  const status = cells('followUp');
  const others = [
    cells('observations'),
    cells('wantedFrom'),
    cells('wishes'),
    ...unknown.filter((header) => header !== byField.followUp).map((header) => row.cells[header] ?? ''),
  ];
  for (const words of [status, ...others]) {
    const why = withdrawnReason(words, words === status);
    if (why !== null) return { why, words: withoutHealth(words) };
  }
  return null;
}

/** Cells that have no place in the dossier are kept under their headers. */
function keepUnknownCells(columns: Columns, row: ListRow, findings: Findings): void {
  const { followUp } = columns.byField;
  for (const header of followUp === undefined ? columns.unknown : [...columns.unknown, followUp]) {
    const { note, healthLeftOut } = readObservation(row.cells[header] ?? '');
    if (note !== null) findings.notes.push(`${header} : ${note}`);
    if (healthLeftOut) findings.addProblem(header, '', 'health_detail_not_kept');
  }
}
