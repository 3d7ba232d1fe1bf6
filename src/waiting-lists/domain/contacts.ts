import { read, unread, type Reading } from './reading.js';

/**
 * Ten national digits from any French writing (`06 12…`, `06.12…`, `+33 6…`, `+33 (0)6…`, `0033 6…`, and `612…` whose
 * zero a spreadsheet ate). A foreign number keeps its `+`.
 */
export function readPhone(text: string): Reading<string> {
  if (/[^\d\s.+()/-]/.test(text)) return unread('not_a_phone');
  const dialled = text.replace(/\(0\)/g, '').replace(/[^\d+]/g, '').replace(/^00/, '+');
  const national = dialled.replace(/^\+33/, '0').replace(/^00/, '0').replace(/^(?=[1-9]\d{8}$)/, '0');
  if (/^0[1-9]\d{8}$/.test(national)) return read(national);
  return /^\+(?!33)[1-9]\d{8,14}$/.test(dialled) ? read(dialled) : unread('not_a_phone');
}

/** Lower case; refuses what no server would take, rather than keep an address that will never answer. */
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
  const name = rest.replace(phone, ' ').replace(/[\s,;:/()-]+/g, (run) => (run === '-' ? '-' : ' ')).trim();
  return { name, phone, email };
}
