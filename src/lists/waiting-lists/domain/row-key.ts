import { plain } from './plain-text.js';

/**
 * The key by which a row is recognised when its list is imported again: the list and the contents of its cells,
 * whatever the order of the columns, the encoding, the accents or the spaces. Empty cells do not count. Two rows of
 * one list with the same key are one request written twice. The key holds personal data, so only its hash may be
 * stored.
 */
export function rowKey(source: string, cells: Readonly<Record<string, string>>): string {
  const said = Object.entries(cells)
    .map(([header, cell]) => [plain(header), plain(cell)] as const)
    .filter(([, cell]) => cell !== '')
    .map(([header, cell]) => `${header}=${cell}`);
  return [source, ...said.sort()].join('|');
}
