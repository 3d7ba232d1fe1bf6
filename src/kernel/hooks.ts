/**
 * Where an upstream feature lets those who stand on it join in, in the same transaction: it declares the moment, they
 * say what they do then. docs/hooks.md is written from these sentences.
 */
export class Hooks<Joined> {
  readonly #joined: { readonly does: string; readonly joined: Joined }[] = [];

  /** @param moment when those who joined are asked or told: "requests have moved" */
  constructor(readonly moment: string) {}

  /** @param does what the one who joins does then, with its feature: "placement frees the places offered to it" */
  join(does: string, joined: Joined): void {
    this.#joined.push({ does, joined });
  }

  /** In the order in which they joined: floor by floor, from below. */
  get all(): readonly Joined[] {
    return this.#joined.map(({ joined }) => joined);
  }

  /** What they do, in their order. */
  get deeds(): readonly string[] {
    return this.#joined.map(({ does }) => does);
  }
}

/** {@link Hooks} of which each name has one: who makes this kind of file, who runs this type of job. */
export class NamedHooks<Joined> {
  readonly #joined = new Map<string, { readonly does: string; readonly joined: Joined }>();

  constructor(readonly moment: string) {}

  /** @throws Error when the name is taken: two would each believe to be the one */
  join(name: string, does: string, joined: Joined): void {
    if (this.#joined.has(name)) throw new Error(`${this.moment}: two joined for "${name}"`);
    this.#joined.set(name, { does, joined });
  }

  get(name: string): Joined | undefined {
    return this.#joined.get(name)?.joined;
  }

  get names(): readonly string[] {
    return [...this.#joined.keys()];
  }

  get deeds(): readonly string[] {
    return [...this.#joined].map(([name, { does }]) => `${name}: ${does}`);
  }
}
