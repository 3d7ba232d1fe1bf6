import type { ChildIdentity } from './child-identity.js';
import { nameWords, normaliseName } from './normalise-name.js';
import { heardAs } from './heard-as.js';
import { soundOf } from './sound.js';

/** The keys of the telephones and addresses of a family. */
export const contactKeys = ({ phones, emails }: ChildIdentity): string[] => [
  ...phones.map((phone) => `phone:${phone}`),
  ...emails.map((email) => `mail:${email}`),
];

/**
 * The keys that find every request which may be about this child, by an index and without comparing all pairs: two
 * requests share a key unless compareChildren gives `none`. This holds because a possible pair shares a contact, a
 * date, one whole name, or the sound of both names. Surnames and first names are one kind of key, because they may
 * have been swapped.
 */
export function blockingKeys(child: ChildIdentity): string[] {
  const given = [child.surname, child.firstName].map((name) => name ?? '');
  const names = given.map(normaliseName).filter((name) => name !== '');
  const sounds = given.map(soundOf).filter((sound) => sound !== '');
  const date = child.birthDate ?? child.dueDate;
  return [
    ...new Set([
      ...contactKeys(child),
      ...(date === null ? [] : [`born:${date}`]),
      // A key of both names, in either order. It is rare where each name alone may be common.
      ...(names.length === 2 ? [`names:${[...names].sort().join('|')}`] : []),
      ...(sounds.length === 2 ? [`sounds:${sounds.join('|')}`] : []),
      ...names.map((name) => `name:${name}`),
    ]),
  ];
}

/**
 * Whether the key is a single name, which hundreds of children may share. Any other key is shared by few requests,
 * which are all examined.
 */
export const isCommonKey = (key: string): boolean => key.startsWith('name:');

/** Prefixes of the keys by which people search: the child's whole names, and each word of the family's names. */
export const SEARCHED_KEYS = ['name:', 'word:'] as const;

/** The key of a word as it is heard (heardAs). */
export const heardKey = (heard: string): string => `heard:${heard}`;

/** Keys for searching, beside the child's whole names. They say too little about the child to be blocking keys. */
export const searchKeys = (child: ChildIdentity): string[] => {
  const whole = new Set(
    blockingKeys(child)
      .filter(isCommonKey)
      .map((key) => key.slice('name:'.length)),
  );
  const words = new Set([child.surname ?? '', child.firstName ?? '', ...(child.adults ?? [])].flatMap(nameWords));
  const heard = new Set([...whole, ...words].map(heardAs).filter((sound) => sound !== ''));
  return [...[...words].filter((word) => !whole.has(word)).map((word) => `word:${word}`), ...[...heard].map(heardKey)];
};

/**
 * The longest text of names, because an index of PostgreSQL has a longest entry. Beyond it, the last names of a very
 * long list of adults are not found.
 */
const LONGEST_NAMES = 500;

/**
 * The same names as one text with a space before each, the child's first. A list is filtered by it while it is read.
 */
export const searchedNames = (child: ChildIdentity): string =>
  [...blockingKeys(child).filter(isCommonKey), ...searchKeys(child).filter((key) => key.startsWith('word:'))]
    .map((key) => ` ${key.slice(key.indexOf(':') + 1)}`)
    .join('')
    .slice(0, LONGEST_NAMES);
