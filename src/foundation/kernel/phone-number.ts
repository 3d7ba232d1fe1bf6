import { parsePhoneNumberFromString } from 'libphonenumber-js/min';

const FRANCE = '33';

/**
 * Reads a telephone number as people write it: `06 12 34 56 78`, `+33 (0)6.12…`, `0033…`, or `612…` where a
 * spreadsheet has dropped the leading zero. Returns the form that is stored: ten national digits, or `+` and the
 * digits of a foreign number. Null when the text is not exactly one number, or the number has not the length of its
 * country.
 */
export function readPhone(written: string): string | null {
  const number = parsePhoneNumberFromString(written.trim().replace(/^00/, '+'), {
    defaultCountry: 'FR',
    extract: false,
  });
  if (!number?.isPossible() || number.ext) return null;
  if (number.countryCallingCode !== FRANCE) return number.number;
  return /^[1-9]\d{8}$/.test(number.nationalNumber) ? `0${number.nationalNumber}` : null;
}

/**
 * A number as people read it aloud: `06 12 34 56 78`, `+41 79 123 45 67`. Its spaces do not break, because a number cut
 * at the end of a line is misread. Anything that is no number is left as it is.
 */
export function phoneWords(phone: string): string {
  const number = parsePhoneNumberFromString(phone, { defaultCountry: 'FR', extract: false });
  if (!number?.isPossible() || number.ext) return phone;
  const words = number.countryCallingCode === FRANCE ? number.formatNational() : number.formatInternational();
  return words.replaceAll(' ', '\u00a0');
}

/**
 * Whether a stored number takes text messages: a French mobile, or any foreign number, of which nobody can tell the
 * kind.
 */
export const isMobile = (phone: string): boolean => /^(0[67]|\+)/.test(phone);
