export type Encoding = 'utf-8' | 'utf-8-bom' | 'utf-16le' | 'utf-16be' | 'windows-1252';

/** The characters of bytes 0x80 to 0x9F in Windows-1252. The five unused bytes are spaces. */
const WINDOWS_C1 = '€ ‚ƒ„…†‡ˆ‰Š‹Œ Ž  ‘’“”•–—˜™š›œ žŸ';

/**
 * Decodes a file whose encoding is not known. A byte order mark is believed. Otherwise strict UTF-8 is tried, which
 * accented Windows-1252 text practically never satisfies. What remains is Windows-1252, which French spreadsheets
 * write; a line of it that is strict UTF-8 was pasted from elsewhere and is read as such. Letters and their accents
 * are put together, as a Mac parts them. U+0000, which UTF-16 can hold, is removed: no database keeps it in a text.
 */
export function decode(bytes: Uint8Array): { encoding: Encoding; text: string } {
  const { encoding, text } = decodeAs(bytes);
  return { encoding, text: text.replaceAll('\0', '').normalize('NFC') };
}

function decodeAs(bytes: Uint8Array): { encoding: Encoding; text: string } {
  if (bytes[0] === 0xff && bytes[1] === 0xfe)
    return { encoding: 'utf-16le', text: new TextDecoder('utf-16le').decode(bytes) };
  if (bytes[0] === 0xfe && bytes[1] === 0xff)
    return { encoding: 'utf-16be', text: new TextDecoder('utf-16be').decode(bytes) };
  const marked = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  const text = strictUtf8(bytes);
  if (text !== null) return { encoding: marked ? 'utf-8-bom' : 'utf-8', text };
  return {
    encoding: 'windows-1252',
    text: linesOf(bytes)
      .map((line) => strictUtf8(line) ?? decodeWindows1252(line))
      .join(''),
  };
}

function strictUtf8(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** The lines of a file, each with the byte that ends it. */
function linesOf(bytes: Uint8Array): Uint8Array[] {
  const lines: Uint8Array[] = [];
  let start = 0;
  for (const [index, byte] of bytes.entries()) {
    if (byte !== 10 && byte !== 13) continue;
    lines.push(bytes.subarray(start, index + 1));
    start = index + 1;
  }
  return [...lines, bytes.subarray(start)];
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
