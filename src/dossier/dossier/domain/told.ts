/** Who said an answer: an adult of the family by rank, or somebody else, a grandmother or a social worker for example. */
export const SPEAKERS = ['adult1', 'adult2', 'other'] as const;
export type Speaker = (typeof SPEAKERS)[number];

/** How an answer is known at the desk that notes it. */
export const KNOWN_AT_DESK = ['phone', 'counter', 'mail', 'document'] as const;
/** How an answer is known: as the desk noted it, or by what brought it. */
export type KnownBy = (typeof KNOWN_AT_DESK)[number] | 'form' | 'list' | 'portal';

/** Who said what is written, and how it is known. */
export interface Told {
  readonly toldBy: Speaker | null;
  readonly knownBy: KnownBy | null;
}
/** What a desk that notes something always says. */
export type ToldAtDesk = { readonly [name in keyof Told]: string };
export const NOT_TOLD: Told = { toldBy: null, knownBy: null };

/** By what the answers of a deposit are known. */
export const KNOWN_BY_ORIGIN = {
  parent: 'form',
  counter: 'counter',
  import: 'list',
  api: 'portal',
  door: 'counter',
} as const satisfies Record<string, KnownBy>;

/** By what answers are known that were taken from others, where they all came in one way. */
export function toldBySources(sources: readonly string[]): Told {
  const ways = new Set(sources.map((source) => (KNOWN_BY_ORIGIN as Record<string, KnownBy>)[source] ?? null));
  return { toldBy: null, knownBy: ways.size === 1 ? [...ways][0]! : null };
}
