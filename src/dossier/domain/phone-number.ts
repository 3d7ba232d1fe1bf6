/**
 * A telephone number as people type it (`06 12 34 56 78`, `+33 6.12…`, `0033…`), as the form keeps it: ten national digits,
 * or `+` and the digits of a foreign number. `null` when it is not one.
 */
export function readPhone(typed: string): string | null {
  const digits = typed.replace(/[\s.\-()/]/g, '').replace(/^00/, '+').replace(/^\+330?/, '0');
  return /^0[1-9]\d{8}$/.test(digits) || /^\+[1-9]\d{7,14}$/.test(digits) ? digits : null;
}

/** A number as the form keeps it, as people read it aloud: `06 12 34 56 78`; a foreign one as it is. */
export const phoneWords = (phone: string): string => (/^0\d{9}$/.test(phone) ? phone.replace(/(\d{2})(?=\d)/g, '$1 ') : phone);

/** Whether a number as the form keeps it takes text messages: a French mobile, or any foreign number (nobody can tell). */
export const isMobile = (phone: string): boolean => /^(0[67]|\+)/.test(phone);
