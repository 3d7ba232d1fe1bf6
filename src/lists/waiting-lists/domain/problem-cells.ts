import { CHILD_QUESTIONS, listColumns } from './dossier-words.js';
import type { Columns, ColumnUse, Field } from './columns.js';
import type { Problem } from './findings.js';
import { keptCells } from './kept-line.js';
import type { ListRow } from './list-row.js';
import type { Reason } from './reading.js';

/** The columns from which a problem may come, the most likely first. */
const CELLS: Readonly<Record<string, readonly Field[]>> = {
  ...Object.fromEntries(
    Object.entries(listColumns(CHILD_QUESTIONS)).map(([name, column]) => [`child.${name}`, [column]]),
  ),
  'child.surname': ['childSurname', 'childSurnameFirst', 'childFirstNameFirst'],
  'child.multipleBirth': [
    'multipleBirth',
    'childFirstName',
    'childSurnameFirst',
    'childFirstNameFirst',
    'childSurname',
  ],
  'child.birthDate': ['birthDate'],
  'child.dueDate': ['birthDate'],
  'child.siblingReceived': ['siblingReceived', 'siblings'],
  'adult.surname': ['adults', 'adult1', 'adult2', 'contact'],
  'adult.phone': ['phone', 'phone2', 'contact'],
  'adult.email': ['email', 'email2', 'contact'],
  'adult.contact': ['contact'],
  'adult.addressProtected': ['addressProtected'],
  'adult.situation': ['situation', 'adult1Situation', 'adult2Situation'],
  'adult.returnsOn': ['returnsOn', 'situation', 'adult1Situation', 'adult2Situation'],
  'household.commune': ['commune', 'postalCode'],
  'household.loneParent': ['loneParent', 'familySituation'],
  'household.custody': ['alternatingCustody'],
  'household.dependentChildren': ['dependentChildren'],
  'need.currentCare': ['currentCare'],
  'need.wantedFrom': ['wantedFrom'],
  'need.week': ['days', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'],
  'need.daysPerWeek': ['dayCount'],
  'need.hours': ['hours', 'hoursStart', 'days'],
  wishes: ['wishes'],
  requestedOn: ['requestedOn'],
  observations: ['observations'],
};

/** The header of the cell to look at; null when the problem is about the whole row. */
export function headerOfProblem(columns: Columns, field: string): string | null {
  return headersOfProblem(columns, field)[0] ?? null;
}

const headersOfProblem = ({ byField, unknown }: Columns, field: string): string[] => {
  const found = (CELLS[field] ?? []).flatMap((column) => byField[column] ?? []);
  return found.length > 0 ? found : unknown.filter((header) => header === field);
};

/** One cell of a row: what the list says, what it was read as, and what is in doubt about it. */
export interface CellReading {
  readonly header: string;
  /** Without what it says of health. */
  readonly text: string;
  readonly use: ColumnUse;
  readonly reasons: readonly Reason[];
}

/**
 * The filled cells of a row in the order of the list, each with its problems: of several columns from which a problem
 * may come, the one that says what the problem repeats. `rest` is about no single cell.
 */
export function explainCells(
  columns: Columns,
  row: Pick<ListRow, 'cells'>,
  problems: readonly Problem[],
): { readonly cells: readonly CellReading[]; readonly rest: readonly Problem[] } {
  const placed = problems.map((problem) => {
    const headers = headersOfProblem(columns, problem.field);
    const said = headers.find((header) => problem.value !== '' && (row.cells[header] ?? '').includes(problem.value));
    const filled = headers.find((header) => (row.cells[header] ?? '') !== '');
    return { problem, header: said ?? filled ?? null };
  });
  const uses = new Map(Object.entries(columns.byField).map(([field, header]) => [header, field as ColumnUse]));
  const useOf = (header: string): ColumnUse =>
    uses.get(header) ?? (columns.unknown.includes(header) ? 'note' : 'ignore');
  const cells = Object.entries(keptCells(columns, row))
    .filter(([, text]) => text !== '')
    .map(([header, text]) => ({
      header,
      text,
      use: useOf(header),
      reasons: [...new Set(placed.filter((each) => each.header === header).map(({ problem: { reason } }) => reason))],
    }));
  return { cells, rest: placed.filter(({ header }) => header === null).map(({ problem }) => problem) };
}
