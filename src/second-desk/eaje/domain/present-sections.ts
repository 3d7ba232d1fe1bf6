import { plain } from '../../../lists/waiting-lists/domain/index.js';

/** A section as a list may name it: by its group, by its number among those of its group, or by its own name. */
export interface SectionName {
  readonly id: string;
  readonly group: string;
  readonly number: number;
  readonly name: string | null;
}

/** Words by which directors call a section, beside its own name. */
const CALLED: Readonly<Record<string, readonly string[]>> = {
  babies: ['bebe', 'petit'],
  toddlers: ['moyen', 'trotteur', 'marcheur'],
  older: ['grand'],
  mixed: ['mixte', 'multi age', 'multiage', 'inter age', 'unique'],
};

/**
 * Null: the cell is empty, and the section follows the age. Undefined: nothing tells which section it is. Several: its
 * group is said, and the establishment has several of that group.
 */
export function sectionOf(text: string, sections: readonly SectionName[]): string | null | undefined {
  if (text === '') return null;
  const said = ` ${plain(text)} `;
  const named = sections.filter(({ name }) => name !== null && said.includes(` ${plain(name)} `));
  // “Les petites coccinelles” also says “coccinelles”: the longer name is the one that was meant.
  const longest = Math.max(...named.map(({ name }) => name!.length));
  const meant = named.filter(({ name }) => name!.length === longest);
  if (meant.length === 1) return meant[0]!.id;
  const ofGroup = sections.filter(({ group }) => (CALLED[group] ?? []).some((word) => said.includes(word)));
  if (ofGroup.length === 1) return ofGroup[0]!.id;
  if (new Set(ofGroup.map(({ group }) => group)).size !== 1) return undefined;
  const numbered = ofGroup.filter(({ number }) => said.includes(` ${number} `));
  return numbered.length === 1 ? numbered[0]!.id : 'several';
}

const GROUP = /^(section|groupe|unite|salle)\b/;
const GROUP_ALONE = /^(les )?(bebes?|petits?|moyens?|trotteurs?|marcheurs?|grands?)( sections?)?$/;

/** Whether the words of a line alone name a group, and no child whose surname is Petit. */
export function namesGroup(text: string, sections: readonly SectionName[]): boolean {
  const said = plain(text);
  const isOwnName = sections.some(({ name }) => name !== null && said.replace(/^les /, '') === plain(name));
  return isOwnName || GROUP.test(said) || GROUP_ALONE.test(said);
}
