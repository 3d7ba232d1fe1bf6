import { generateSecret, generateSync, generateURI, verifySync } from 'otplib';
import type { Instant } from '../../../foundation/kernel/time.js';

/** A code of six digits lives for half a minute (RFC 6238). */
const STEP_SECONDS = 30;

const secondsOf = (at: Instant): number => Math.floor(Date.parse(at) / 1000);

/** The secret that a telephone and the server share, in base 32. */
export const newFactorKey = (): string => generateSecret();

/** The code that a telephone shows at this moment. */
export const codeAt = (key: string, at: Instant): string => generateSync({ secret: key, epoch: secondsOf(at) });

/** A typed code without its spaces; null when it is not six digits. */
export function readDigits(typed: string): string | null {
  const digits = typed.replace(/[\s\p{Pd}]/gu, '');
  return /^\d{6}$/.test(digits) ? digits : null;
}

/**
 * The step of a right code: of this half minute, of the one before or of the one after, because clocks differ. A code
 * that was used, and every earlier one, is wrong.
 * @param lastStep the step of the last code that was right
 */
export function stepOfCode(key: string, typed: string, at: Instant, lastStep: number): number | null {
  const token = readDigits(typed);
  if (token === null) return null;
  const found = verifySync({ secret: key, token, epoch: secondsOf(at), epochTolerance: STEP_SECONDS });
  return found.valid && 'timeStep' in found && found.timeStep > lastStep ? found.timeStep : null;
}

/** What a telephone reads from a link or a square. */
export const factorLink = (issuer: string, email: string, key: string): string =>
  generateURI({ issuer, label: email, secret: key });

/** `J7LK HQCW …`, as a person copies it. */
export const keyWords = (key: string): string => key.match(/.{1,4}/g)!.join(' ');
