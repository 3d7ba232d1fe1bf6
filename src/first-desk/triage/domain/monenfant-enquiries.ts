import type { Day } from '../../../foundation/kernel/time.js';
import { plain, readDate } from '../../../lists/waiting-lists/domain/index.js';
import type { EnquirySubject } from './enquiry-words.js';

/** A commune of the territory, by what a file may call it. */
export interface CommuneNames {
  readonly code: string;
  readonly name: string;
  readonly postalCodes: readonly string[];
}

/** What the desk keeps of a line. Everything else of it is dropped, whatever it says. */
export interface ReadEnquiry {
  readonly on: Day;
  /** Null outside the territory, and where the line does not say. */
  readonly communeCode: string | null;
  readonly subject: EnquirySubject;
  readonly note: string | null;
}
export interface EnquiryProblem {
  readonly field: EnquiryField;
  readonly value: string;
  readonly reason: 'missing' | 'not_a_day' | 'in_the_future' | 'too_long';
}

export type EnquiryField = 'date' | 'commune' | 'subject' | 'message' | 'reference';
export type EnquiryColumns = Readonly<Partial<Record<EnquiryField, string>>>;

const HEADERS: Readonly<Record<EnquiryField, RegExp>> = {
  date: /^(date|date (de )?(la )?(demande|creation|reception)|recue? le|creee? le)$/,
  commune: /^(commune|ville|code insee|insee|code postal|commune (de )?residence)$/,
  subject: /^(objet|sujet|besoin|motif|mode( d accueil)?|type( de demande)?)$/,
  message: /^(message|commentaires?|precisions?|texte)$/,
  reference: /^(reference|ref|numero|numero (de )?(la )?demande|identifiant|id)$/,
};
const FIELDS = Object.keys(HEADERS) as EnquiryField[];
export const LONGEST_NOTE = 1000;

/** Which column holds what, by its header. The first one counts where two say the same. */
export function enquiryColumns(headers: readonly string[]): EnquiryColumns {
  return Object.fromEntries(
    FIELDS.flatMap((field) => {
      const header = headers.find((one) => HEADERS[field].test(plain(one)));
      return header === undefined ? [] : [[field, header] as const];
    }),
  );
}

const SUBJECTS: readonly [RegExp, EnquirySubject][] = [
  [/\bdevenir assistant/, 'becoming_childminder'],
  [/\b(assistante?s? maternelle?s?|assmat|mam)\b/, 'childminder'],
  [/\burgen/, 'urgent'],
  [/\b(tarif|cout|prix|aide|cmg)/, 'cost'],
  [/\b(suivi|mon dossier|ou en est)\b/, 'follow_up'],
  [/^(autre|information|renseignement)/, 'other'],
];

/** What a line asks about. A request on monenfant.fr asks for childcare unless it says otherwise. */
export const subjectOf = (text: string): EnquirySubject =>
  SUBJECTS.find(([pattern]) => pattern.test(plain(text)))?.[1] ?? 'find_care';

/** The commune of the territory that a cell names, by its name, its INSEE code, or a postal code of it alone. */
export function communeOf(text: string, communes: readonly CommuneNames[]): string | null {
  const written = plain(text);
  const byPostalCode = communes.filter(({ postalCodes }) => postalCodes.includes(text.trim()));
  return (
    communes.find(({ code, name }) => code === text.trim() || plain(name) === written)?.code ??
    (byPostalCode.length === 1 ? byPostalCode[0]!.code : null)
  );
}

/** Reads a line. @returns what the desk keeps of it, or each of its cells that cannot be read */
export function readEnquiry(
  cells: Readonly<Record<string, string>>,
  columns: EnquiryColumns,
  communes: readonly CommuneNames[],
  today: Day,
): ReadEnquiry | readonly EnquiryProblem[] {
  const cell = (field: EnquiryField): string => cells[columns[field] ?? ''] ?? '';
  const problems: EnquiryProblem[] = [];
  const refuse = (field: EnquiryField, reason: EnquiryProblem['reason']): void => {
    problems.push({ field, value: cell(field).slice(0, 60), reason });
  };
  const date = readDate(cell('date'));
  if (cell('date') === '') refuse('date', 'missing');
  else if (!date.ok || date.value.approximate) refuse('date', 'not_a_day');
  else if (date.value.day > today) refuse('date', 'in_the_future');
  if (cell('message').length > LONGEST_NOTE) refuse('message', 'too_long');
  if (problems.length > 0 || !date.ok) return problems;
  return {
    on: date.value.day,
    communeCode: communeOf(cell('commune'), communes),
    subject: subjectOf(cell('subject')),
    note: cell('message') || null,
  };
}

/**
 * What tells a line from every other, so that a file that is sent twice counts once: its reference, or all of it with
 * how often the same words came before in the file.
 */
export function lineKey(
  cells: Readonly<Record<string, string>>,
  columns: EnquiryColumns,
  earlier: Map<string, number>,
): string {
  const reference = cells[columns.reference ?? ''];
  if (reference) return `reference:${reference}`;
  const words = JSON.stringify(Object.entries(cells).sort(([a], [b]) => (a < b ? -1 : 1)));
  const times = earlier.get(words) ?? 0;
  earlier.set(words, times + 1);
  return `line:${words}:${times}`;
}
