/**
 * Reserved places of a section are named after it, wherever a session gives places: `babies~avip` beside `babies`, and
 * `ma-71306:babies~commune:71306` beside `ma-71306:babies`. What follows the mark tells the owners of one section apart.
 */
const MARK = '~';

/** Equal names have equal numbers, and two employers of one section hardly ever the same (32-bit FNV-1a). */
function numbered(name: string): string {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(name)) hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
  return hash.toString(36);
}

/** The token of an owner: its key, with a number in place of the name of an employer, which may be long. */
export const ownerToken = (owner: string): string =>
  owner.startsWith('employer:') ? `employer:${numbered(owner)}` : owner;

/** The reserved places of an owner in a section, which is named by its code or by its id. */
export const reservedSection = (section: string, owner: string): string => `${section}${MARK}${ownerToken(owner)}`;

/** The section of places that may be reserved. */
export const plainSection = (section: string): string => section.split(MARK)[0]!;

/** The token of the owner of reserved places; null for places of everybody. */
export const tokenOfSection = (section: string): string | null => section.split(MARK)[1] ?? null;
