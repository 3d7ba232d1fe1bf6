import { plain } from './plain-text.js';

/**
 * What makes a row the same request when its list is imported again: the list it comes from and what its cells say,
 * whatever the order of the columns, the encoding, the accents or the spaces; empty cells say nothing. Two rows of one
 * list with the same key are one request written twice. Holds personal data: keep a hash of it, not the text.
 */
export function rowKey(source: string, cells: Readonly<Record<string, string>>): string {
  const said = Object.entries(cells)
    .map(([header, cell]) => [plain(header), plain(cell)] as const)
    .filter(([, cell]) => cell !== '')
    .map(([header, cell]) => `${header}=${cell}`);
  return [source, ...said.sort()].join('|');
}
