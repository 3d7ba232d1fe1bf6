/** The letters that a text message holds in seven bits (GSM 03.38). Those of the second line take the room of two. */
const BASIC = new Set(
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà',
);
const EXTENDED = new Set('\f^{}\\[~]|€');

const SPELLED: Readonly<Record<string, string>> = {
  '’': "'",
  '‘': "'",
  '“': '"',
  '”': '"',
  '«': '"',
  '»': '"',
  '–': '-',
  '—': '-',
  '…': '...',
  œ: 'oe',
  Œ: 'OE',
  '\u00a0': ' ',
  '\u202f': ' ',
  '\t': ' ',
};

const fits = (char: string): boolean => BASIC.has(char) || EXTENDED.has(char);

/** Most letters of a text fit; the others are found at once. */
const UNFIT = new RegExp(
  `[^${[...BASIC, ...EXTENDED].map((char) => `\\u{${char.codePointAt(0)!.toString(16)}}`).join('')}]`,
  'gu',
);

/**
 * A text in the letters of text messages. A letter that they lack loses its accent (ê → e), since a single one would
 * cut the message in more parts.
 */
export const smsText = (text: string): string =>
  text
    .replace(/«\s/g, '«')
    .replace(/\s»/g, '»')
    .replace(UNFIT, (char) => {
      const plain = SPELLED[char] ?? char.normalize('NFD').replace(/\p{M}/gu, '');
      return [...plain].every(fits) ? plain : char;
    });

export interface SmsLength {
  readonly alphabet: 'gsm7' | 'ucs2';
  /** How many messages the text is cut into. The network joins them again, and each is paid for. */
  readonly parts: number;
}

/**
 * How many parts a text takes. One part has 160 letters, and each of several has 153. With any letter beyond GSM
 * 03.38, it is 70 and 67.
 */
export function smsLength(text: string): SmsLength {
  const chars = [...text];
  const gsm = chars.every(fits);
  const costs = gsm ? chars.map((char) => (EXTENDED.has(char) ? 2 : 1)) : chars.map((char) => char.length);
  const [alone, joined] = gsm ? [160, 153] : [70, 67];
  if (costs.reduce((sum, cost) => sum + cost, 0) <= alone) return { alphabet: gsm ? 'gsm7' : 'ucs2', parts: 1 };
  // A letter that takes the room of two is never cut between two parts.
  let parts = 1;
  let room = joined;
  for (const cost of costs) {
    if (cost > room) {
      parts += 1;
      room = joined;
    }
    room -= cost;
  }
  return { alphabet: gsm ? 'gsm7' : 'ucs2', parts };
}
