import type { DossierForm } from './dossier-words.js';
import type { ListRow } from './list-row.js';
import { plain } from './plain-text.js';
import type { Reason } from './reading.js';

/** What is written under a list, or between its parts: `Édité le 24/11/2026`, `MAJ 20/11 par Cathy`. */
const FOOTNOTE =
  /^(edit(e|ee|ion)|maj|mise? a jour|imprime|exporte|extrait|(sous )?total|legende|prochaine|page|source|nb|nombre)( |$)/;
const isFootnote = ({ cells }: ListRow): boolean => {
  const said = Object.values(cells).filter((cell) => cell !== '');
  return said.length > 0 && said.length < 3 && FOOTNOTE.test(plain(said[0]!));
};

/**
 * Why a row cannot become a dossier; null when it can. Without a child's name, a date together with a contact still
 * tells which child is meant. A name alone (`TOTAL`, the name of a month) is not a request.
 */
export function whyUnreadable(row: ListRow, form: DossierForm, namesAChild: boolean): Reason | null {
  if (row.reason !== null) return row.reason;
  if (Object.entries(row.cells).every(([header, cell]) => header === cell)) return 'repeated_header';
  if (isFootnote(row)) return 'only_a_name';
  const [child] = form.children;
  const hasDate = child?.birthDate != null || child?.dueDate != null;
  const hasSomebody = form.adults.some(
    ({ firstName, surname, phone, email }) => firstName ?? surname ?? phone ?? email,
  );
  if (!namesAChild) return hasDate && hasSomebody ? null : 'no_child';
  return hasDate || hasSomebody || child?.need.wantedFrom != null ? null : 'only_a_name';
}
