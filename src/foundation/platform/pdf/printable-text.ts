const UNKNOWN = '?';

/**
 * Replaces the characters that the font cannot draw. Names come in every script and with emoji, but an accessible PDF
 * with a character that its font lacks would fail as a whole. Such a character keeps its base letter (`ễ` → `ê`), or
 * becomes `?`.
 */
export function printableText(text: string, covered: ReadonlySet<number>): string {
  return [...text.normalize('NFC')].map((character) => printable(character, covered)).join('');
}

/** {@link printableText} for every text within plain data. */
export function printableData(data: unknown, covered: ReadonlySet<number>): unknown {
  if (typeof data === 'string') return printableText(data, covered);
  if (Array.isArray(data)) return data.map((item) => printableData(item, covered));
  if (data === null || typeof data !== 'object') return data;
  return Object.fromEntries(Object.entries(data).map(([key, value]) => [key, printableData(value, covered)]));
}

function printable(character: string, covered: ReadonlySet<number>): string {
  const isDrawn = (text: string): boolean => [...text].every((sign) => covered.has(sign.codePointAt(0) ?? 0));
  if (character === '\n' || isDrawn(character)) return character;
  if (/\s/u.test(character)) return ' ';
  if (/\p{Pd}/u.test(character)) return '-';
  // Marks and joiners draw nothing by themselves.
  if (/[\p{M}\p{Cf}\p{Cc}]/u.test(character)) return '';
  const parts = [...character.normalize('NFKD')];
  for (let length = parts.length - 1; length > 0; length -= 1) {
    const simpler = parts.slice(0, length).join('').normalize('NFC');
    if (isDrawn(simpler)) return simpler;
  }
  return UNKNOWN;
}
