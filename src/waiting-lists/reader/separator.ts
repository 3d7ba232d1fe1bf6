export const SEPARATORS = [';', ',', '\t', '|'] as const;
export type Separator = (typeof SEPARATORS)[number];

const SAMPLE_LINES = 30;

/**
 * The separator that cuts the most of the first lines into as many cells as the header. For a file with one column it
 * is `;`.
 */
export function detectSeparator(text: string): Separator {
  const lines = text
    .split(/\r\n|\r|\n/)
    .filter((line) => line.trim() !== '')
    .slice(0, SAMPLE_LINES);
  const scored = SEPARATORS.map((separator) => {
    const counts = lines.map((line) => occurrences(line, separator));
    const header = counts[0] ?? 0;
    return { separator, header, agreeing: header === 0 ? 0 : counts.filter((count) => count === header).length };
  });
  // The sort is stable, so the order of SEPARATORS decides between equal ones. French spreadsheets write `;`.
  return scored.sort((a, b) => b.agreeing - a.agreeing || b.header - a.header)[0]?.separator ?? ';';
}

function occurrences(line: string, separator: Separator): number {
  return line.replace(/"[^"]*"/g, '').split(separator).length - 1;
}
