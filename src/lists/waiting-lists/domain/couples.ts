import { roleIn, type Role } from './contacts.js';
import {
  isSameSurname,
  isShouted,
  isUnclear,
  partCapitals,
  partName,
  restoreCase,
  type NameOrder,
  type NameParts,
} from './names.js';

const TITLE = /^(m|mr|mrs|mm|mme|mlle|monsieur|madame|mademoiselle|famille|fam|m\.? et mme)\.?(\s+|$)/i;
const ROLE =
  /^(maman|papa|m[eè]re|p[eè]re|parent\s*\d?|m[ée]m[ée]|mamie|papi|p[ée]p[ée]|grands?-?\s?(?:m[eè]re|p[eè]re)|tante|oncle|tuteur|tutrice)\s*:?\s+/iu;
/** Who answers for a family without being of it, and a surname of one letter. */
const NO_PARENT =
  /^(foyer|mecs|ccas|pmi|service|assistante sociale|[ée]ducat\w+|[ée]duc|famille d['’]accueil)(?!\p{L})|\s\p{L}\.$/iu;
const BESIDE = /\([^)]*\)/g;
const SEPARATOR =
  /\s+et\s+|\s+ou\s+|\s*[&/+\n;]\s*|\s+[-–—]\s+|(?<=\p{L}{2}.*)\s+(?=(?:m\.|mr\.?|mme\.?|monsieur|madame)\s)/iu;

export interface Couple {
  readonly people: readonly NameParts[];
  /** Whether each is the mother or the father, where a title or a word says so. */
  readonly roles: readonly (Role | null)[];
  /** True when a name could be cut in two places, or more people are named than a dossier has adults. */
  readonly isUnclear: boolean;
}

/**
 * The adults of one cell: `Mélanie et Antoine Lambert` → two adults of one surname; `Laura Dupont et Paul Martin` →
 * each their own. `alone` is what a single word is; `known` are surnames that other cells of the row tell.
 */
export function partCouple(
  text: string,
  {
    alone = 'surname',
    known = [],
    order = 'firstNameFirst',
  }: { alone?: keyof NameParts; known?: readonly string[]; order?: NameOrder } = {},
): Couple {
  const all = cutPeople(text.replace(BESIDE, ' '), known);
  const written = all.slice(0, 2);
  const names = written.map((person) =>
    person
      .replace(TITLE, '')
      .replace(/[\s:,;-]+$/, '')
      .trim(),
  );
  const roles = written.map((person) => roleIn(TITLE.exec(person)?.[0] ?? ''));
  const isTitled = (index: number): boolean => TITLE.test(written[index] ?? '');
  const onlyFirstNames =
    names.length === 2 && names.every((name, index) => isFirstName(name, known) && !isTitled(index));
  // Where one surname is in capitals (`Laura TRAORÉ et José Luis`), words beside it that are not are first names.
  const capitals = names.some((name) => partCapitals(name) !== null);
  const isBareOfSurname = (name: string, index: number): boolean =>
    capitals && name.includes(' ') && !isTitled(index) && partCapitals(name) === null && !endsKnown(name, known);
  const parted = names.map((name, index): NameParts => {
    if (onlyFirstNames) return partName(name, { order: 'firstNameFirst', alone: 'firstName' });
    if (isBareOfSurname(name, index)) return { firstName: restoreCase(name), surname: null };
    // Beside another adult's whole name, a single word is a first name: `Laura TRAORÉ et Romain`.
    const single = names.length === 2 && !isTitled(index) && isFirstName(name, known) ? 'firstName' : alone;
    return partName(name, { order, alone: isTitled(index) ? 'surname' : single, known });
  });
  // `Aminata` beside a child BA: a surname alone would be the child's, or in capitals.
  const [only] = names;
  const isFirstNameAlone =
    names.length === 1 &&
    alone === 'surname' &&
    known.length > 0 &&
    !isTitled(0) &&
    isFirstName(only!, known) &&
    !isShouted(only!);
  if (isFirstNameAlone) return { people: [{ firstName: restoreCase(only!), surname: null }], roles, isUnclear: true };
  const surnames = parted.flatMap(({ surname }) => surname ?? []);
  const shared = surnames.at(-1) ?? null;
  const people = parted.map((parts) => ({ ...parts, surname: parts.surname ?? (onlyFirstNames ? null : shared) }));
  // `Céline et José Luis`: the last word is a surname, or a second first name. The child's own surname tells.
  const isSharedUnknown =
    names.length === 2 &&
    surnames.length === 1 &&
    known.length > 0 &&
    !capitals &&
    !known.some((surname) => isSameSurname(surname, surnames[0]!));
  const isCutTwice = names.some((name, index) => isBareOfSurname(name, index) || isUnclear(name, { order, known }));
  const isNoParent = written.some((person) => NO_PARENT.test(person.trim()));
  return { people, roles, isUnclear: isCutTwice || isSharedUnknown || isNoParent || all.length > 2 };
}

const endsKnown = (name: string, known: readonly string[]): boolean =>
  known.some((surname) => ` ${name.toLowerCase()}`.endsWith(` ${surname.toLowerCase()}`));

/** Several people; a comma parts them too, unless it stands between a surname and its first name: `DUPONT, Marie`. */
function cutPeople(text: string, known: readonly string[]): string[] {
  const people = text.split(SEPARATOR).map((person) => person.trim().replace(ROLE, '').trim());
  return people
    .flatMap((person) => {
      const [before = '', after, ...more] = person.split(',').map((side) => side.trim());
      const isOne = more.length === 0 && (isSurname(before.replace(TITLE, ''), known) || after === '');
      return after === undefined || isOne ? [person.replace(/,$/, '')] : [before, after, ...more];
    })
    .filter((person) => person !== '');
}

const isSurname = (text: string, known: readonly string[]): boolean =>
  text.split(/\s+/).every(isShouted) || known.some((surname) => isSameSurname(surname, text));

const isFirstName = (name: string, known: readonly string[]): boolean =>
  name !== '' && !name.includes(' ') && !known.some((surname) => isSameSurname(surname, name));
