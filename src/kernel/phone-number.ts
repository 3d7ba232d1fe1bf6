import { parsePhoneNumberFromString } from 'libphonenumber-js/min';

const FRANCE = '33';

/**
 * A telephone number as people write it (`06 12 34 56 78`, `+33 (0)6.12…`, `0033…`, `612…` whose zero a spreadsheet
 * ate), as it is kept: ten national digits, or `+` and the digits of a foreign number. `null` when it is not one
 * number, or has not the length that its country gives.
 */
export function readPhone(written: string): string | null {
  const number = parsePhoneNumberFromString(written.trim().replace(/^00/, '+'), {
    defaultCountry: 'FR',
    extract: false,
  });
  if (!number?.isPossible() || number.ext) return null;
  if (number.countryCallingCode !== FRANCE) return number.number;
  return number.nationalNumber.length === 9 ? `0${number.nationalNumber}` : null;
}

/** A number as it is kept, as people read it aloud: `06 12 34 56 78`; a foreign one as it is. */
export const phoneWords = (phone: string): string =>
  /^0\d{9}$/.test(phone) ? phone.replace(/(\d{2})(?=\d)/g, '$1 ') : phone;

/** Whether a number as it is kept takes text messages: a French mobile, or any foreign number (nobody can tell). */
export const isMobile = (phone: string): boolean => /^(0[67]|\+)/.test(phone);
