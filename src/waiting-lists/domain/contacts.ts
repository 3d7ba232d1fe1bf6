import { readPhone } from '../../kernel/phone-number.js';
import { read, unread, type Reading } from './reading.js';

/** The first number or address of a cell, and those written after it. */
export interface Several {
  readonly first: string;
  readonly others: readonly string[];
}

/** A French number as it stands among other text. */
const FRENCH_NUMBER = /(?<!\d)(?:(?:\+|00)?33[\s.-]*(?:\(0\))?[\s.-]*|0)[1-9](?:[\s.()/-]*\d{2}){4}(?!\d)/g;
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
  return first !== undefined && isAll ? read({ first, others }) : unread('not_a_phone');
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

export interface ContactCell {
  readonly name: string;
  readonly phone: string;
  readonly email: string;
}

/** Cuts `Sonia 0652122275` into its parts, each still to be read. */
export function cutContact(text: string): ContactCell {
  const emails = text.match(/\S+@\S+/g) ?? [];
  const rest = emails.reduce((left, email) => left.replace(email, ' '), text);
  const phones = rest.match(/\+?\d[\d\s.()/-]*/g) ?? [];
  const name = phones
    .reduce((left, phone) => left.replace(phone, phone.includes('\n') ? '\n' : ' '), rest)
    .replace(/\(\s*\)/g, ' ')
    .replace(/[^\S\n]+/g, ' ')
    .replace(/^[\s,;:/-]+|[\s,;:/-]+$/g, '');
  return { name, phone: phones.map((phone) => phone.trim()).join(' / '), email: emails.join(' ') };
}
