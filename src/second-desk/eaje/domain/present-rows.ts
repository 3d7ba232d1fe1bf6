import { plain } from '../../../lists/waiting-lists/domain/index.js';
import type { PresentUse } from './present-columns.js';
import { namesGroup, type SectionName } from './present-sections.js';

/** What a line of a list says instead of a child. */
export type Beside = { readonly kind: 'heading' } | { readonly kind: 'group'; readonly section: string };

const TOTAL = /^(sous )?(total|totaux|nombre|effectifs?|nb)\b/;
/** What stands under a day whose halves have a column each: `M` and `AM`, `matin` and `après-midi`. */
const HALF = /^(m|am|pm|a|ap|apm|mat|matin|matinee|apres midi|aprem)$/;

/**
 * What a line says that is about no child: the name of a group above its children, the headers once more, the halves of
 * days under their names, a total. Null for a line about a child.
 * @param cells in the order of the headers
 */
export function readBeside(
  cells: readonly string[],
  headers: readonly string[],
  uses: readonly PresentUse[],
  sections: readonly SectionName[],
): Beside | null {
  const said = cells.map((text, index) => ({ text: plain(text), index })).filter(({ text }) => text !== '');
  if (said.length === 0) return null;
  const repeatsHeaders = said.length > 1 && said.every(({ text, index }) => text === plain(headers[index]!));
  const namesHalves =
    said.length > 1 && said.every(({ text, index }) => HALF.test(text) && /-(am|pm)$/.test(uses[index]!));
  if (repeatsHeaders || namesHalves) return { kind: 'heading' };
  if (said.length > 2) return null;
  if (TOTAL.test(said[0]!.text)) return { kind: 'heading' };
  if (said.length > 1) return null;
  const text = cells[said[0]!.index]!.trim();
  return namesGroup(text, sections) ? { kind: 'group', section: text } : null;
}
