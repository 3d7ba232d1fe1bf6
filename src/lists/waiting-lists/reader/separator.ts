export const SEPARATORS = [';', ',', '\t', '|'] as const;
export type Separator = (typeof SEPARATORS)[number];

const SAMPLE_LINES = 30;

/** A line that some spreadsheets write first: `sep=;`. */
const DECLARED = /^\s*"?sep=([;,|\t])"?\s*$/i;
export const isSeparatorLine = (line: string): boolean => DECLARED.test(line);

/**
 * The separator that the file declares, or that cuts the most of the first lines into the same number of cells. For a
 * file with one column it is `;`.
 */
export function detectSeparator(text: string): Separator {
  const declared = DECLARED.exec(text.split(/[\r\n]/)[0] ?? '')?.[1];
  if (declared !== undefined) return declared as Separator;
  const lines = withoutQuotes(text)
    .split(/\r\n|\r|\n/)
    .filter((line) => line.trim() !== '')
    .slice(0, SAMPLE_LINES);
  const scored = SEPARATORS.map((separator) => {
    const counts = lines.map((line) => line.split(separator).length - 1).filter((count) => count > 0);
    const agreeing = (wanted: number): number => counts.filter((count) => count === wanted).length;
    const usual = [...new Set(counts)].sort((a, b) => agreeing(b) - agreeing(a) || b - a)[0] ?? 0;
    return { separator, usual, agreeing: agreeing(usual) };
  });
  // The sort is stable, so the order of SEPARATORS decides between equal ones. French spreadsheets write `;`.
  return scored.sort((a, b) => b.agreeing - a.agreeing || b.usual - a.usual)[0]?.separator ?? ';';
}

/** The text without its quoted cells, which may hold separators and line breaks. A quote left open takes its line. */
function withoutQuotes(text: string): string {
  const isClosed = text.split('"').length % 2 === 1;
  return isClosed ? text.replace(/"[^"]*"/g, '') : text.replace(/"[^"\r\n]*"/g, '');
}
