import { randomBytes } from 'node:crypto';

/** Crockford's base 32, which has no letter that looks like a digit. https://www.crockford.com/base32.html */
const CODE_LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const CODE_LENGTH = 12;

/** A secret that a person copies from paper: 60 bits, twelve letters and digits. Only its hash is ever stored. */
export const newCode = (): string =>
  [...randomBytes(CODE_LENGTH)].map((byte) => CODE_LETTERS[byte % CODE_LETTERS.length]).join('');

/** `K7MX42PD9QRT` → `K7MX-42PD-9QRT`, as it is printed. */
export const codeWords = (code: string): string => code.match(/.{4}/g)!.join('-');

/**
 * Reads a typed code: in any case, with or without dashes, O for 0, I or L for 1. @returns null when it is not a code
 */
export function readCode(typed: string): string | null {
  const code = typed
    .toUpperCase()
    .replace(/[\s\p{Pd}.]/gu, '')
    .replace(/O/g, '0')
    .replace(/[IL]/g, '1');
  return code.length === CODE_LENGTH && [...code].every((letter) => CODE_LETTERS.includes(letter)) ? code : null;
}
