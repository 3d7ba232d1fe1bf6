import { randomInt } from 'node:crypto';

/** No letter that is mistaken for another or for a digit on the phone, no vowel that spells a word. */
const ALPHABET = '23456789BCDFGHJKMNPQRTVWXZ';

/** e.g. `K7MX-42PD`: 2 × 10^11 of them, so a collision is refused by the unique index and simply drawn again. */
export function newDossierNumber(): string {
  const letters = Array.from({ length: 8 }, () => ALPHABET[randomInt(ALPHABET.length)]);
  return `${letters.slice(0, 4).join('')}-${letters.slice(4).join('')}`;
}

const NUMBER = new RegExp(`^[${ALPHABET}]{4}-[${ALPHABET}]{4}$`);

/** The number that a person typed, or null when the text is no number: no name is written like one. */
export function dossierNumberIn(text: string): string | null {
  const typed = text.trim().toUpperCase();
  return NUMBER.test(typed) ? typed : null;
}
