/**
 * Keeps a cell from running as a formula. A spreadsheet runs a cell that begins like a formula, even after blanks and
 * with the full-width signs of other keyboards. Such a cell gets an apostrophe in front (OWASP, CSV injection).
 */
const neutral = (text: string): string => (/^(?:\s*[=+\-@＝＋－＠]|[\t\r\n])/u.test(text) ? `'${text}` : text);

const quoted = (value: string | number): string => {
  if (typeof value === 'number') return String(value);
  const text = neutral(value);
  return /[";\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};

/** CSV as a French spreadsheet opens it: semicolons, a byte order mark, CRLF. */
export const csvOf = (rows: readonly (readonly (string | number)[])[]): string =>
  `\ufeff${rows.map((row) => row.map(quoted).join(';')).join('\r\n')}\r\n`;
