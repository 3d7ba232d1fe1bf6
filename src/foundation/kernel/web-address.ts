/** Signs that nobody sees, and that would stand between the letters of an address. */
const UNSEEN = /\p{Cf}/gu;
/** The full stop of Chinese and Japanese, which browsers read as a point in an address. */
const IDEOGRAPHIC_STOP = /\u3002/g;

const SPELLINGS: readonly RegExp[] = [
  // `javascript:`, `tel:3949`: a colon of a sentence has a space after it.
  /\p{L}[\p{L}\p{N}+.-]*:(?=\S)/u,
  // `evil.fr`, in any alphabet.
  /[\p{L}\p{M}\p{N}-]+\.\p{L}{2,}/u,
  // `//evil`, which a browser reads as an address of the same scheme.
  /\/\/|\\\\/,
  // `somebody@evil`
  /\S*@/,
  // `192.0.2.1`. A telephone number written with points has five groups.
  /(?<![\d.])\d{1,3}(?:\.\d{1,3}){3}(?!\.?\d)/,
];

/**
 * The first part of a text that a mail program could turn into a link: the address of a site, of a mailbox, a telephone
 * number to call, a program. Full-width letters, signs that nobody sees and other points are read as browsers read them.
 * @returns what was found, as it is read; null when there is none
 */
export function findAddress(text: string): string | null {
  const read = text.normalize('NFKC').replace(UNSEEN, '').replace(IDEOGRAPHIC_STOP, '.');
  for (const spelling of SPELLINGS) {
    const found = spelling.exec(read);
    if (found) return read.slice(found.index).split(/\s/, 1)[0]!;
  }
  return null;
}
