import type { Id } from './ids.js';

/** `<what>:<id>`: something of another feature, where nobody needs to know which features there are. */
export type Reference = `${string}:${Id}`;

/** @returns the two sides of a reference; null for none */
export function partsOf(reference: Reference | null): { readonly what: string; readonly id: Id } | null {
  if (reference === null) return null;
  const colon = reference.indexOf(':');
  return { what: reference.slice(0, colon), id: reference.slice(colon + 1) };
}
