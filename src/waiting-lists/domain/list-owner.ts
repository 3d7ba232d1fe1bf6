import type { Id } from '../../kernel/ids.js';
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
 * The establishment whose waiting list a file is, from its name (`montceau.csv`, `liste Saint-Vallier 2026.csv`). The
 * multi-accueil of the commune keeps the list where there are several; null when the name does not say.
 */
export function ownerOfList(
  fileName: string,
  communes: readonly KnownCommune[],
  establishments: readonly KnownEstablishment[],
): Id | null {
  const said = plain(listName(fileName));
  const named = communes.filter((commune) => says(said, plain(commune.name)));
  if (named.length !== 1) return null;
  const there = establishments.filter((one) => one.communeCode === named[0]?.code);
  const multi = there.filter((one) => one.establishmentKind === 'multi_accueil');
  const [owner, ...others] = multi.length > 0 ? multi : there;
  return owner && others.length === 0 ? owner.id : null;
}

/** What a file is called, without folders or its ending. */
export const listName = (fileName: string): string => fileName.replace(/^.*[\\/]/, '').replace(/\.[^.]*$/, '');

/** The whole name within the file's, or the file's as the beginning of the name (`montceau` for Montceau-les-Mines). */
const says = (said: string, commune: string): boolean =>
  said !== '' && (` ${said} `.includes(` ${commune} `) || commune === said || commune.startsWith(`${said} `));
