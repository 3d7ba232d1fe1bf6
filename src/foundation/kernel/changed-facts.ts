/** A fact of a thing that a change makes different. */
export interface ChangedFact {
  readonly name: string;
  readonly before: unknown;
  readonly after: unknown;
}

/** The facts of a thing that would be different, in the order in which they are wanted. */
export const factsChanged = (now: object, wanted: object): ChangedFact[] =>
  Object.entries(wanted).flatMap(([name, after]) => {
    const before = (now as Record<string, unknown>)[name] ?? null;
    return JSON.stringify(before) === JSON.stringify(after ?? null) ? [] : [{ name, before, after }];
  });

/** The facts as they were before the changes, or as they are after them. */
export const factsOf = (changed: readonly ChangedFact[], when: 'before' | 'after'): Record<string, unknown> =>
  Object.fromEntries(changed.map((fact) => [fact.name, fact[when]]));
