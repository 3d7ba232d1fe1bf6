import { readPhone } from '../../../foundation/kernel/phone-number.js';
import { read, unread, type Reading } from './reading.js';

/** Whose a number is, where a word beside it says so. */
export type Role = 'mother' | 'father';

/** The first number or address of a cell, and those written after it. */
export interface Several {
  readonly first: string;
  readonly others: readonly string[];
  /** Of the first and of each other; absent where no word says whose any of them is. */
  readonly roles?: readonly (Role | null)[];
}

/** A French number as it stands among other text. */
const FRENCH_NUMBER =
  /(?<!\d)(?:(?:\+|00)?33[\s.-]*(?:\(0\))?[\s.-]*|0)[1-9](?:[\s.()/-]*\d{2}){4}(?!\d)|(?<![\d+])[1-9]\d{8}(?!\d)/g;
/** Words beside a number: `tél :`, `(mère)`. A letter within the digits is not one of them. */
const WORDS = /(?<![\d\p{L}])\p{L}{2,}\.?(?![\d\p{L}])/gu;

/** The telephone numbers in a cell, in any of the ways in which people write them (`readPhone` of the kernel). */
export function readPhones(text: string): Reading<Several> {
  const alone = readPhone(
    text
      .replace(WORDS, ' ')
      .replace(/['’:()]/g, (sign) => (/[()]/.test(sign) ? sign : ' '))
      .replace(/\(\s*\)/g, ' '),
  );
  if (alone !== null) return read({ first: alone, others: [] });
  const found = (text.match(FRENCH_NUMBER) ?? []).map(readPhone).filter((phone) => phone !== null);
  const [first, ...others] = found;
  const isAll = !/\d/.test(text.replace(FRENCH_NUMBER, ''));
  if (first === undefined || !isAll) return unread('not_a_phone');
  const roles = rolesBeside(text);
  return read({ first, others, ...(roles.some((role) => role !== null) ? { roles } : {}) });
}

const ROLE_WORDS: readonly [Role, RegExp][] = [
  ['mother', /(?<!\p{L})(maman|m[eè]re|mme|madame)(?!\p{L})/iu],
  ['father', /(?<!\p{L})(papa|p[eè]re|mr?|monsieur)(?!\p{L})/iu],
];
export const roleIn = (text: string): Role | null => {
  const said = ROLE_WORDS.filter(([, words]) => words.test(text)).map(([role]) => role);
  return said.length === 1 ? said[0]! : null;
};

/** The word of each number: all stand before (`Mme : 06… M. : 07…`) or all behind (`06… (maman) 07… (papa)`). */
function rolesBeside(text: string): (Role | null)[] {
  const between = text.split(FRENCH_NUMBER);
  const areBefore = roleIn(between[0]!) !== null;
  return (areBefore ? between.slice(0, -1) : between.slice(1)).map(roleIn);
}

/**
 * The e-mail addresses in a cell, in lower case, typing errors in them left as they are. An address that no server
 * would accept is refused, because nobody would ever answer from it.
 */
export function readEmails(text: string): Reading<Several> {
  const written = text
    .replace(/\s*@\s*/g, '@')
    .toLowerCase()
    .split(/[\s;,/|<>]+/)
    .map((part) => part.replace(/^mailto:|[.:]+$/g, ''))
    .filter((part) => part !== '' && part !== 'ou' && part !== 'et');
  const [first, ...others] = written;
  return first !== undefined && written.every(isAddress) ? read({ first, others }) : unread('not_an_email');
}

const isAddress = (email: string): boolean =>
  /^[^\s@,;<>"]+@[a-z0-9-]+(\.[a-z0-9-]+)*\.[a-z]{2,}$/.test(email) && !email.includes('..');

/** What a number is for. */
const NUMBER_OF =
  /(?<!\p{L})(bureau|travail|boulot|pro|domicile|maison|fixe|portable|port|perso|t[ée]l|mobile)(?!\p{L})\.?/giu;
const TITLES_ALONE = /(?<!\p{L})(maman|m[eè]re|mme|madame|papa|p[eè]re|mr?|monsieur|ou|et)(?!\p{L})|[^\p{L}]/giu;
const saysNobody = (words: string): boolean => words.replace(NUMBER_OF, '').replace(TITLES_ALONE, '') === '';

export interface ContactCell {
  readonly name: string;
  readonly phone: string;
  readonly email: string;
  /** True when a name stands before each of two numbers. */
  readonly namedEach: boolean;
}

/** Cuts `Sonia 0652122275` into its parts, each still to be read. */
export function cutContact(text: string): ContactCell {
  const emails = text.match(/\S+@\S+/g) ?? [];
  const rest = emails.reduce((left, email) => left.replace(email, ' '), text);
  const phones = rest.match(/\+?\d(?:[\d\s.()/-]*\d)?/g) ?? [];
  const before = phones.map((phone, index) => {
    const start = index === 0 ? 0 : rest.indexOf(phones[index - 1]!) + phones[index - 1]!.length;
    return rest.slice(start, rest.indexOf(phone, start));
  });
  const namedEach = phones.length === 2 && before.every((words) => !saysNobody(words));
  const name = phones
    .reduce((left, phone) => left.replace(phone, phone.includes('\n') || namedEach ? '\n' : ' '), rest)
    .replace(phones.length > 0 ? NUMBER_OF : /^$/, ' ')
    .replace(/\(\s*\)/g, ' ')
    .replace(/[^\S\n]+/g, ' ')
    .replace(/^[\s,;:/-]+|[\s,;:/-]+$/g, '');
  const said = phones.map((phone) => phone.trim()).join(' / ');
  // `Mme : 06… M. : 07…` names nobody: the words are kept beside their numbers.
  const namesNobody = saysNobody(name) && phones.length > 1;
  return { name: namesNobody ? '' : name, phone: namesNobody ? rest.trim() : said, email: emails.join(' '), namedEach };
}
