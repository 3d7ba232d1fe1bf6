import type { Id } from './ids.js';

/**
 * `<what>:<id>`: names a thing of another feature by its kind and its id. Whoever carries the reference needs to know
 * neither the feature nor its tables.
 */
export type Reference = `${string}:${Id}`;

/** @returns the kind and the id of a reference; null when there is no reference */
export function partsOf(reference: Reference | null): { readonly what: string; readonly id: Id } | null {
  if (reference === null) return null;
  const colon = reference.indexOf(':');
  return { what: reference.slice(0, colon), id: reference.slice(colon + 1) };
}
