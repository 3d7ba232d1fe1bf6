/**
 * Restores the capitals of a name written in capitals or small letters only (`DA-SILVA` → `Da-Silva`). A name in mixed
 * case is left alone.
 */
export function restoreCase(name: string): string {
  const text = name.trim().replace(/\s+/g, ' ');
  if (text !== text.toUpperCase() && text !== text.toLowerCase()) return text;
  return text
    .toLowerCase()
    .replace(/(^|[-'’\s])(\p{L})/gu, (_match, before: string, letter: string) => before + letter.toUpperCase());
}

export interface NameParts {
  readonly firstName: string | null;
  readonly surname: string | null;
}

/** The order of names in a combined cell, where capitals do not tell it. It also tells what a single word is. */
export type NameOrder = 'surnameFirst' | 'firstNameFirst';

/**
 * Splits a combined name. Words in capitals beside other words are the surname, wherever they stand. Otherwise the
 * order of the column decides: the first word against the rest. A single word is `alone`.
 */
export function partName(text: string, order: NameOrder, alone: keyof NameParts = 'surname'): NameParts {
  const words = text
    .trim()
    .split(/\s+/)
    .filter((word) => word !== '');
  if (words.length === 0) return { firstName: null, surname: null };
  if (words.length === 1) return { firstName: null, surname: null, [alone]: restoreCase(words[0] ?? '') };
  const shouted = words.filter(isShouted);
  if (shouted.length > 0 && shouted.length < words.length) {
    return named(
      words.filter((word) => !isShouted(word)),
      shouted,
    );
  }
  return order === 'surnameFirst' ? named(words.slice(1), words.slice(0, 1)) : named(words.slice(0, 1), words.slice(1));
}

const named = (firstNames: string[], surnames: string[]): NameParts => ({
  firstName: restoreCase(firstNames.join(' ')),
  surname: restoreCase(surnames.join(' ')),
});
const isShouted = (word: string): boolean =>
  word.length > 1 && word === word.toUpperCase() && word !== word.toLowerCase();

const UNBORN = /(^|\s)(?:[aà]\s+na[iî]tre|[aà]\s+venir|b[eé]b[eé]|naissance\s+pr[eé]vue)(?=\s|$)/giu;
/** Separates the words that mean "to be born" from a name. */
export function takeUnborn(text: string): { rest: string; unborn: boolean } {
  const rest = text.replace(UNBORN, ' ').trim();
  return { rest, unborn: rest !== text.trim() };
}

const TITLE = /^(m|mr|mme|mlle|monsieur|madame)\.?(\s+|$)/i;

/** `Mélanie et Antoine Lambert` → two adults of one surname; `Laura Dupont et Paul Martin` → each their own. */
export function partCouple(text: string): NameParts[] {
  const written = text
    .split(/\s+et\s+|\s*[&/+]\s*/i)
    .filter((person) => person.trim() !== '')
    .slice(0, 2);
  const people = written.map((person) => person.trim().replace(TITLE, ''));
  // `Sonia et Marc`: no surname is written.
  const titled = written.some((person) => TITLE.test(person.trim()));
  const onlyFirstNames = people.length === 2 && !titled && people.every((person) => !person.includes(' '));
  if (onlyFirstNames) return people.map((person) => partName(person, 'firstNameFirst', 'firstName'));
  const shared = partName(people.at(-1) ?? '', 'firstNameFirst').surname;
  return people.map((person, index) => {
    const parts = partName(person, 'firstNameFirst', index < people.length - 1 ? 'firstName' : 'surname');
    return { firstName: parts.firstName, surname: parts.surname ?? shared };
  });
}
