/** Digits, signs of addresses, control characters, and the marks that turn the direction of a text around. */
const REFUSED = /[\p{N}\p{Cc}/\\:@<>\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/u;
/** `evil.fr`, whichever sign stands for the point. */
const WORDS_JOINED = /\p{L}[.。]\p{L}/u;

/**
 * Whether a text may be the name of a person. Names that strangers type are sent in messages of the desk: an address, a
 * number or an amount among them would be read as the desk's own. `J. Martin` is a name, `J.Martin` an address.
 */
export function isPersonName(text: string): boolean {
  // Full-width and other forms of a sign are that sign.
  const plain = text.normalize('NFKC');
  return ![text, plain].some((written) => REFUSED.test(written) || WORDS_JOINED.test(written));
}

/**
 * Whether somebody typed a name that is none. One that was held before, from a list for example, keeps nobody from
 * changing something else.
 */
export const isRefusedName = (typed: string | undefined, held: string | null | undefined): boolean =>
  typed !== undefined && typed !== held && !isPersonName(typed);
