import type { Id } from '../../../foundation/kernel/ids.js';
import { communeStarts } from './communes.js';
import { plain } from './plain-text.js';

interface KnownCommune {
  readonly code: string;
  readonly name: string;
}
interface KnownEstablishment {
  readonly id: Id;
  readonly establishmentKind: string | null;
  readonly communeCode: string;
}

/**
 * The establishment whose waiting list a file is, from the file's name (`montceau.csv`, `liste Saint-Vallier
 * 2026.csv`). A commune with several establishments keeps its list at the multi-accueil. Null when the name does not
 * tell.
 */
export function ownerOfList(
  fileName: string,
  communes: readonly KnownCommune[],
  establishments: readonly KnownEstablishment[],
): Id | null {
  const said = plain(listName(fileName));
  const named = communes.filter((commune) => says(said, commune.name));
  if (named.length !== 1) return null;
  const there = establishments.filter((establishment) => establishment.communeCode === named[0]?.code);
  const multi = there.filter((establishment) => establishment.establishmentKind === 'multi_accueil');
  const [owner, ...others] = multi.length > 0 ? multi : there;
  return owner && others.length === 0 ? owner.id : null;
}

/** The name of a file without its folders and its extension. */
export const listName = (fileName: string): string => fileName.replace(/^.*[\\/]/, '').replace(/\.[^.]*$/, '');

/** Whether a file's name holds the name of a commune, or a beginning that tells it: `liste montceau 2026`. */
const says = (said: string, commune: string): boolean =>
  communeStarts(commune).some((start) => ` ${said} `.includes(` ${start} `));
