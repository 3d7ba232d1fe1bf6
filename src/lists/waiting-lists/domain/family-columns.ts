import { CARE_KINDS } from '../../../foundation/kernel/care-kinds.js';
import { readYesNo } from './adaptation.js';
import type { Field } from './columns.js';
import type { ChildForm, HouseholdForm, NeedForm } from './dossier-words.js';
import type { Findings } from './findings.js';
import { plain } from './plain-text.js';
import { read, unread, type Reading } from './reading.js';
import { carerIn, readRemark, saysNotNow } from './remark-facts.js';
import type { RowCells, RowContext } from './row-cells.js';
import { isUnsaid } from './unsaid.js';
import { readWishes } from './wishes.js';

/** What columns about the family say. Null where a list has no such column, or its cell says nothing for certain. */
export interface FamilyColumns {
  readonly household: Pick<HouseholdForm, 'loneParent' | 'custody' | 'dependentChildren'>;
  readonly child: Pick<ChildForm, 'siblingProviderId'> & { readonly siblingReceived: boolean | null };
  readonly currentCare: NeedForm['currentCare'];
}

/** Columns of free words. They are read as remarks too, and kept in the note of the desk. */
export const FAMILY_WORDS = ['siblings', 'siblingReceived', 'currentCare', 'familySituation'] as const;
type FamilyWords = (typeof FAMILY_WORDS)[number];

/** The heading of each in the note, and the answer that it is about. */
const NOTE_OF: Readonly<Record<FamilyWords, { readonly heading: string; readonly answer: string }>> = {
  siblings: { heading: 'Fratrie', answer: 'child.siblingReceived' },
  siblingReceived: { heading: 'Frère ou sœur accueilli', answer: 'child.siblingReceived' },
  currentCare: { heading: 'Accueil actuel', answer: 'need.currentCare' },
  familySituation: { heading: 'Situation familiale', answer: 'household.loneParent' },
};

export function readFamilyColumns(cells: RowCells, context: RowContext, findings: Findings): FamilyColumns {
  for (const field of FAMILY_WORDS) {
    const written = cells(field);
    const { heading, answer } = NOTE_OF[field];
    if (!isUnsaid(written) && !isWholeAnswer(field, written)) findings.addNote(`${heading} : ${written}`, answer);
  }
  const yesOrNo = (problem: string, field: Field): boolean | null =>
    findings.takeCell(problem, cells(field), readYesNo);
  const sibling = siblingIn(cells, context);
  return {
    household: {
      loneParent: yesOrNo('household.loneParent', 'loneParent') ?? (isCouple(cells('familySituation')) ? false : null),
      custody: yesOrNo('household.custody', 'alternatingCustody') === true ? 'alternating' : null,
      dependentChildren: findings.takeCell('household.dependentChildren', cells('dependentChildren'), readChildCount),
    },
    child: { siblingReceived: sibling?.isReceived ?? null, siblingProviderId: sibling?.providerId ?? null },
    currentCare: careIn(cells('currentCare'), context),
  };
}

/** An answer that leaves nothing for a note: `non`, and `oui` in a column that asks just this. */
const isWholeAnswer = (field: FamilyWords, text: string): boolean =>
  (field === 'siblingReceived' ? /^(n(on)?|0|o(ui)?|x)$/ : /^(n(on)?|0)$/).test(plain(text));

/** `oui`, `oui (crèche de Blanzy)`, `crèche de Blanzy`. */
const YES_AND_PLACE = /^(?:(oui|o|x)(?!\p{L})[\s,;:(–-]*)?(.*?)\)?$/isu;

interface SiblingAnswer {
  readonly isReceived: boolean;
  readonly providerId: string | null;
}

const NO_SIBLING =
  /^(n(on)?|0|aucune?s?|sans|enfant unique|(fils|fille) unique|(c est )?(le |un )?(1er|premier) enfant)$/;

/**
 * Whether a brother or sister is received, and where. That there is one (`Fratrie : oui`, `2`) does not say that
 * somebody receives it.
 */
function siblingIn(cells: RowCells, context: RowContext): SiblingAnswer | null {
  for (const field of ['siblingReceived', 'siblings'] as const) {
    const written = cells(field);
    if (NO_SIBLING.test(plain(written))) return { isReceived: false, providerId: null };
    const [, yes, rest = ''] = YES_AND_PLACE.exec(written.trim()) ?? [];
    const { wishes, isUnclear } = readWishes(rest, context);
    const [only, ...others] = wishes;
    if (only?.mode === 'establishment' && others.length === 0 && !isUnclear && !saysNotNow(rest))
      return { isReceived: true, providerId: only.providerId };
    if (field === 'siblingReceived' && yes !== undefined && rest === '') return { isReceived: true, providerId: null };
  }
  return null;
}

const COUPLE =
  /^((en |vie en |parents? en )?couple|mariee?s?|pacsee?s?|concubins?|(en )?concubinage|vie maritale|(en )?union libre|remariee?s?)$/;
const isCouple = (text: string): boolean => COUPLE.test(plain(text));

/** In the column of who cares for the child now, a word is enough. */
function careIn(text: string, context: RowContext): NeedForm['currentCare'] {
  const words = plain(text).replace(/^(par|chez|a|au|en|la|le|l|les|sa|son|ses|une?) /, '');
  if (/^(non|aucune?s?|rien|sans( solution)?|pas de (mode de )?garde)$/.test(words)) return 'none';
  if (/^(conges? parental|a la maison|domicile)$/.test(words)) return 'parent';
  const told = carerIn(words) ?? readRemark(text, context).currentCare;
  if (told !== null) return told;
  const { wishes, isUnclear } = readWishes(text, context);
  const modes = new Set(wishes.map(({ mode }) => mode));
  if (isUnclear || modes.size !== 1) return null;
  return CARE_KINDS[[...modes][0]!].today;
}

const MOST_CHILDREN = 15;
/** `2`, `2 enfants`. */
function readChildCount(text: string): Reading<number> {
  const count = Number(/^(\d{1,2})( enfants?( a charge)?)?$/.exec(plain(text))?.[1] ?? Number.NaN);
  return count >= 1 && count <= MOST_CHILDREN ? read(count) : unread('not_a_number_of_children');
}
