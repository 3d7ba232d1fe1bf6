import { readYesNo } from './adaptation.js';
import type { AdultForm } from './dossier-words.js';
import type { Findings } from './findings.js';
import { plain } from './plain-text.js';
import type { RowCells } from './row-cells.js';

const PLACE = '(adresses?|coordonnees?|domicile|lieu de vie)';
const HIDDEN = '(confidentiel(le)?s?|protegee?s?|secrete?s?|masquee?s?|cachee?s?)';
const TELL = '(communiquer|divulguer|diffuser|donner|transmettre|dire)';
const NOT_TELL = String.raw`ne (pas|jamais) (\w+ )?${TELL}`;
const SAYS_HIDDEN = new RegExp(
  [
    String.raw`\b${PLACE} (\w+ ){0,3}?(${HIDDEN}|(a )?${NOT_TELL})\b`,
    String.raw`\b${NOT_TELL} (\w+ ){0,2}?${PLACE}\b`,
  ].join('|'),
);

/** Whether a sentence of free words asks that nobody is told where the family lives. */
export const saysHidden = (text: string): boolean =>
  text.split(/[.,;!?\n]/).some((sentence) => SAYS_HIDDEN.test(plain(sentence)));

const WAYS = 'rue|avenue|av|bd|boulevard|impasse|chemin|place|allees?|route|lotissement|residence|cite|quartier|hameau';
const STREET = new RegExp(String.raw`\b(${WAYS}|lieu dit)\b|\d`);

/**
 * The adults of a row whose address nobody may know (domain.md §4): a column says so, or a remark. One address stands in
 * a list, and whoever shares it is hidden with it: so the mark goes to every adult. `non` in the column takes no mark
 * away, because the words of another cell may ask for it.
 */
export function hideAddress(
  adults: readonly AdultForm[],
  cells: RowCells,
  remarks: string,
  findings: Findings,
): AdultForm[] {
  const said = findings.takeCell('adult.addressProtected', cells('addressProtected'), readYesNo);
  const written = cells('address');
  if (said !== true && !saysHidden(remarks) && !saysHidden(written)) return [...adults];
  return adults.map((adult) => ({
    ...adult,
    addressProtected: true,
    // Words that stand where a street was expected are no street.
    addressLine: saysHidden(written) && !STREET.test(plain(written)) ? null : adult.addressLine,
  }));
}
