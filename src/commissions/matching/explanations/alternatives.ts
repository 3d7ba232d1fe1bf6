import type { Instance, Places, Wish } from '../instance/instance.js';

/** By family, places that it did not ask for. */
export type Alternatives = Readonly<Record<string, readonly Wish[]>>;

/** The families, where those with one child and no place also wish for places that they did not ask for. */
export function withAlternatives(
  { families, establishments }: Instance,
  places: Places,
  alternatives?: Alternatives,
): Instance['families'] {
  return Object.fromEntries(
    Object.entries(families).map(([id, family]) => {
      const [child] = family.children;
      if (family.children.length !== 1 || places[child!] !== null) return [id, family];
      const named = new Set(family.wishes.map(([entry]) => (typeof entry === 'string' ? entry : entry?.at)));
      const others = alternatives
        ? (alternatives[id] ?? [])
        : Object.keys(establishments)
            .filter((at) => !named.has(at))
            .sort()
            .map((at) => [at]);
      return [id, { ...family, wishes: [...family.wishes, ...others] }];
    }),
  );
}
