import type { Child, Entry, Family, Instance, Wish } from '../../matching/index.js';

const placeOf = (entry: string | Entry): string => (typeof entry === 'string' ? entry : entry.at);

/**
 * The instance of a session as if it gave only the seats of one establishment: its children, what they ask for there,
 * and nothing else. Computing it decides nothing.
 */
export function withSeatsOf({ slots, establishments, children, families }: Instance, at: string): Instance {
  const asking = Object.entries(families).flatMap(([id, family]): [string, Family][] => {
    const wishes = wishesAt(family.wishes, at);
    const { mustPlace: _, ...left } = family;
    const stays = family.mustPlace === true && family.children.some((child) => children[child]!.current === at);
    return wishes.length === 0 && !stays ? [] : [[id, { ...left, wishes, ...(stays ? { mustPlace: true } : {}) }]];
  });
  return {
    slots,
    establishments: { [at]: establishments[at]! },
    children: Object.fromEntries(
      asking
        .flatMap(([, family]) => family.children)
        .map((id): [string, Child] => {
          const { current, ...child } = children[id]!;
          return [id, current === at ? { ...child, current } : child];
        }),
    ),
    families: Object.fromEntries(asking),
  };
}

/** What a family asks for there. A wish for several children is kept for those whose place is there. */
function wishesAt(wishes: readonly Wish[], at: string): Wish[] {
  const there = wishes
    .map((wish): Wish => wish.map((entry) => (entry !== null && placeOf(entry) === at ? entry : null)))
    .filter((wish) => wish.some((entry) => entry !== null));
  return [...new Map(there.map((wish) => [JSON.stringify(wish), wish])).values()];
}
