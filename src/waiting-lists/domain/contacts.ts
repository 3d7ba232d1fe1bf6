import { readPhone } from '../../kernel/phone-number.js';
import { read, unread, type Reading } from './reading.js';

/** A telephone number in any of the ways in which people write it (`readPhone` of the kernel). */
export function readPhoneCell(text: string): Reading<string> {
  const phone = readPhone(text);
  return phone === null ? unread('not_a_phone') : read(phone);
}

/**
 * An e-mail address in lower case. An address that no server would accept is refused, because nobody would ever answer
 * from it.
 */
export function readEmail(text: string): Reading<string> {
  const email = text.trim().toLowerCase();
  return /^[^\s@,;<>"]+@[a-z0-9-]+(\.[a-z0-9-]+)*\.[a-z]{2,}$/.test(email) && !email.includes('..')
    ? read(email)
    : unread('not_an_email');
}

export interface ContactCell {
  readonly name: string;
  readonly phone: string;
  readonly email: string;
}

/** Cuts `Sonia 0652122275` into its parts, each still to be read. */
export function cutContact(text: string): ContactCell {
  const email = /\S+@\S+/.exec(text)?.[0] ?? '';
  const rest = text.replace(email, ' ');
  const phone = /\+?\d[\d\s.()/-]*/.exec(rest)?.[0].trim() ?? '';
  const name = rest
    .replace(phone, ' ')
    .replace(/[\s,;:/()-]+/g, (run) => (run === '-' ? '-' : ' '))
    .trim();
  return { name, phone, email };
}
