import type { ChildIdentity } from './child-identity.js';
import { nameWords, normaliseName } from './normalise-name.js';
import { soundOf } from './sound.js';

/**
 * What to look up in an index to find every request that may be about this child, without comparing all pairs: two
 * requests that compareChildren does not answer `none` share a key. Holds because a possible pair shares a contact, a
 * date, at least one whole name (surname and first name are one kind of key, as they may have been swapped), or how
 * both sound.
 */
export function blockingKeys(child: ChildIdentity): string[] {
  const given = [child.surname, child.firstName].map((name) => name ?? '');
  const names = given.map(normaliseName).filter((name) => name !== '');
  const sounds = given.map(soundOf).filter((sound) => sound !== '');
  const date = child.birthDate ?? child.dueDate;
  return [
    ...new Set([
      ...child.phones.map((phone) => `phone:${phone}`),
      ...child.emails.map((email) => `mail:${email}`),
      ...(date === null ? [] : [`born:${date}`]),
      // Both names at once, in either order: rare where each alone may be common.
      ...(names.length === 2 ? [`names:${[...names].sort().join('|')}`] : []),
      ...(sounds.length === 2 ? [`sounds:${sounds.join('|')}`] : []),
      ...names.map((name) => `name:${name}`),
    ]),
  ];
}

/**
 * One name alone: hundreds of children may share it. Any other key is shared by few, and each of those is looked at.
 */
export const isCommonKey = (key: string): boolean => key.startsWith('name:');

/**
 * Beginnings of the keys by which people look for a request: the child's names whole, and each word of a name of the
 * family.
 */
export const SEARCHED_KEYS = ['name:', 'word:'] as const;

/** What people ask for by, beside the child's whole names; it says too little of the child to block on. */
export const searchKeys = (child: ChildIdentity): string[] => {
  const whole = new Set(blockingKeys(child));
  const words = [child.surname ?? '', child.firstName ?? '', ...(child.adults ?? [])].flatMap(nameWords);
  return [...new Set(words)].filter((word) => !whole.has(`name:${word}`)).map((word) => `word:${word}`);
};

/**
 * Beyond, only the last names of a very long list of adults are not found; an index of PostgreSQL takes no longer an
 * entry.
 */
const LONGEST_NAMES = 500;

/**
 * The same names as one text, each after a space: what a list is filtered by while it is read. The child's come first.
 */
export const searchedNames = (child: ChildIdentity): string =>
  [...blockingKeys(child).filter(isCommonKey), ...searchKeys(child)]
    .map((key) => ` ${key.slice(key.indexOf(':') + 1)}`)
    .join('')
    .slice(0, LONGEST_NAMES);
