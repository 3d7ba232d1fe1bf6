export type Encoding = 'utf-8' | 'utf-8-bom' | 'utf-16le' | 'windows-1252';

/** The characters of bytes 0x80 to 0x9F in Windows-1252. The five unused bytes are spaces. */
const WINDOWS_C1 = '€ ‚ƒ„…†‡ˆ‰Š‹Œ Ž  ‘’“”•–—˜™š›œ žŸ';

/**
 * Decodes a file whose encoding is not known. A byte order mark is believed. Otherwise strict UTF-8 is tried, which
 * accented Windows-1252 text practically never satisfies. What remains is Windows-1252, which French spreadsheets
 * write.
 */
export function decode(bytes: Uint8Array): { encoding: Encoding; text: string } {
  if (bytes[0] === 0xff && bytes[1] === 0xfe)
    return { encoding: 'utf-16le', text: new TextDecoder('utf-16le').decode(bytes) };
  const marked = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return { encoding: marked ? 'utf-8-bom' : 'utf-8', text };
  } catch {
    return { encoding: 'windows-1252', text: decodeWindows1252(bytes) };
  }
}

/**
 * Not TextDecoder('windows-1252'): several Node releases (20.20 among them) read it as Latin-1 and lose `œ`, `’` and
 * `€`.
 */
function decodeWindows1252(bytes: Uint8Array): string {
  return Buffer.from(bytes)
    .toString('latin1')
    .replace(/[\x80-\x9f]/g, (character) => WINDOWS_C1[character.charCodeAt(0) - 0x80] ?? ' ');
}
