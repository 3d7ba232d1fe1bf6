import type { Day } from '../../kernel/time.js';
import { XLSX } from '../workbooks/index.js';
import type { Translator } from '../i18n/index.js';
import { csvOf } from './csv.js';
import { listAddress } from './list-address.js';
import { Download } from './page.js';
import { workbookOf, type SheetCell } from './workbook.js';

/** The most rows of a list that a file holds. A list is counted to the same number. */
export const MOST_IN_FILE = 1000;

/** The rows of a list as a spreadsheet reads them: days in the form `2026-12-02`, a column for each thing that is told. */
export interface ListFile {
  /** The name of the file, without what its form adds. */
  readonly name: string;
  /** The name of the sheet: 31 characters at most. */
  readonly sheet: string;
  readonly columns: readonly { readonly text: string; /** In characters. */ readonly width: number }[];
  readonly rows: readonly (readonly SheetCell[])[];
  /** What the rows are, and the day on which they were so; the file carries both, so that it can be told apart later. */
  readonly about?: ListAbout;
}

export interface ListAbout {
  /** One sentence: which rows are there, and of whom. */
  readonly definition: string;
  /** The words of the filters that were on. */
  readonly narrowed?: readonly string[];
  readonly day: Day;
}

export const LIST_FORMS = ['csv', 'xlsx'] as const;
export type ListForm = (typeof LIST_FORMS)[number];

/**
 * A list as a download, in the form asked for. What the rows are, and of which day, is in the last columns of a CSV, as in
 * the other files of the house, and on a sheet of its own in a workbook.
 */
export async function listDownload(
  words: Translator,
  { name, sheet, columns, rows, about }: ListFile,
  form: ListForm,
): Promise<Download> {
  const { t } = words;
  const definition = about && definitionOf(words, about, rows.length);
  const head = columns.map(({ text }) => text);
  if (form === 'csv') {
    const ends = about ? [about.day, definition!] : [];
    const lines = rows.map((row) => [...row.map((cell) => cell ?? ''), ...ends]);
    const names = about ? [t('web.list.about.day'), t('web.list.about.definition')] : [];
    return new Download(csvOf([[...head, ...names], ...lines]), `${name}.csv`, 'text/csv; charset=utf-8');
  }
  const widths = columns.map(({ width }) => width);
  const told = about && {
    name: t('web.list.about.sheet'),
    head: [],
    rows: [
      [t('web.list.about.definition'), definition!],
      [t('web.list.about.day'), about.day],
    ],
    widths: [20, 80],
  };
  const sheets = [{ name: sheet, head, rows, widths }, ...(told ? [told] : [])];
  return new Download(await workbookOf(sheets), `${name}.xlsx`, XLSX);
}

/** What the rows are, which filters chose them, and that there may be more: the file says it once it has left the page. */
const definitionOf = ({ t, list }: Translator, { definition, narrowed = [] }: ListAbout, rows: number): string =>
  [
    definition,
    ...(narrowed.length > 0 ? [t('web.list.about.narrowed', { filters: list(narrowed) })] : []),
    ...(rows === MOST_IN_FILE ? [t('web.list.about.first', { most: MOST_IN_FILE })] : []),
  ].join(' ');

/** The links to the files of a list, for `listFiles` of `platform/lists.njk`; none where the list finds nothing. */
export function listFiles(
  { t }: Translator,
  path: string,
  filters: object,
  found: number,
): { readonly text: string; readonly links: readonly { readonly text: string; readonly href: string }[] } | null {
  if (found === 0) return null;
  return {
    text: t(found > MOST_IN_FILE ? 'web.list.firstInFile' : 'web.list.inFile', { most: MOST_IN_FILE }),
    links: LIST_FORMS.map((form) => ({
      text: t(`web.list.file.${form}`),
      href: listAddress(`${path}.${form}`, filters),
    })),
  };
}
