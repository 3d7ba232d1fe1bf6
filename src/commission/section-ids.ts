import type { Target } from '../admission/index.js';
import type { Id } from '../kernel/ids.js';
import type { Supply } from '../supply/index.js';

/** A target names a section by establishment and code; the rest of the house by its id. */
export const sectionIdOf = (supply: Supply, target: Target | null): Id | null =>
  target ? (supply.sectionsOf(target.at).find((section) => section.code === target.section)?.id ?? null) : null;
