export const SEPARATORS = [';', ',', '\t', '|'] as const;
export type Separator = (typeof SEPARATORS)[number];

const SAMPLE_LINES = 30;

/** The separator that cuts most of the first lines into as many cells as the header; a file of one column says `;`. */
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
  // sort is stable: on a full tie the order of SEPARATORS decides, and `;` is what French spreadsheets write.
  return scored.sort((a, b) => b.agreeing - a.agreeing || b.header - a.header)[0]?.separator ?? ';';
}

function occurrences(line: string, separator: Separator): number {
  return line.replace(/"[^"]*"/g, '').split(separator).length - 1;
}
