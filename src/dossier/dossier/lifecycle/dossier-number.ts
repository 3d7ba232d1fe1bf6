import { randomInt } from 'node:crypto';

/**
 * Without letters that are mistaken for others or for digits on the telephone, and without vowels, so that no number
 * spells a word.
 */
const ALPHABET = '23456789BCDFGHJKMNPQRTVWXZ';

/**
 * A new number, e.g. `K7MX-42PD`. There are 2 × 10^11 of them. The unique index refuses the rare collision, and
 * another one is drawn.
 */
export function newDossierNumber(): string {
  const letters = Array.from({ length: 8 }, () => ALPHABET[randomInt(ALPHABET.length)]);
  return `${letters.slice(0, 4).join('')}-${letters.slice(4).join('')}`;
}

const NUMBER = new RegExp(`^([${ALPHABET}]{4})[-–\\s]?([${ALPHABET}]{4})$`);

/** The number in a typed text, with or without its dash, or null. No name is written like a number. */
export function dossierNumberIn(text: string): string | null {
  const typed = NUMBER.exec(text.trim().toUpperCase());
  return typed && `${typed[1]}-${typed[2]}`;
}

const HALF = new RegExp(`^[-–]?([${ALPHABET}]{4})[-–]?$`);

/** One half of a number, as it is said on the telephone, or null: the first four letters or digits, or the last. */
export function halfNumberIn(text: string): string | null {
  return HALF.exec(text.trim().toUpperCase())?.[1] ?? null;
}
